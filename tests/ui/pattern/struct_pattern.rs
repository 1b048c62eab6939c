use dagwright::dag;

pub struct Point {
    x: f64,
    y: f64,
}

#[dag]
mod geometry {
    use super::Point;

    async fn corner() -> Point {
        Point { x: 3.0, y: 4.0 }
    }
    async fn length(Point { x, y }: Point) -> f64 {
        x.hypot(y)
    }
}

fn main() {
    drop(geometry::Pipeline::run());
}
