//! 32 nodes, each after the one before. There is nothing to join.

use crate::body::Body;

/// Input: the first node; each other node with the one before it; the last.
macro_rules! chain {
    ($first:ident $(($node:ident $before:ident))* $last:ident) => {
        #[dagwright::dag]
        pub mod nodes {
            use crate::body::Body;

            #[input]
            pub struct Input<'b, B: Body> {
                pub body: &'b B,
            }

            pub async fn $first<B: Body>(body: &B) -> u64 {
                body.work(0).await
            }

            $(pub async fn $node<B: Body>($before: u64, body: &B) -> u64 {
                body.work($before).await
            })*
        }

        pub async fn straight_line<B: Body>(body: &B) -> u64 {
            let $first = nodes::$first(body).await;
            $(let $node = nodes::$node($before, body).await;)*
            $last
        }
    };
}

chain! {
    n1
    (n2 n1) (n3 n2) (n4 n3) (n5 n4) (n6 n5) (n7 n6) (n8 n7) (n9 n8)
    (n10 n9) (n11 n10) (n12 n11) (n13 n12) (n14 n13) (n15 n14) (n16 n15) (n17 n16)
    (n18 n17) (n19 n18) (n20 n19) (n21 n20) (n22 n21) (n23 n22) (n24 n23) (n25 n24)
    (n26 n25) (n27 n26) (n28 n27) (n29 n28) (n30 n29) (n31 n30) (n32 n31)
    n32
}

pub use straight_line as joined;
