//! The site before anybody has asked for it: the content of each page, and the fate of each request.
//!
//! All of it follows from the seed, the page and the attempt, so the order of the requests does not matter, and the
//! right result of a crawl is known beforehand.

use std::fmt::Write;

use crate::document::Summary;

/// The attempt of this number is answered for every page that exists, in any plan (the first one is number 0). A
/// crawler makes more attempts than this, so that its own timeouts on a busy machine change nothing.
const PATIENCE: u64 = 3;

const WORDS: [&str; 16] = [
    "amber", "barge", "canal", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty", "knoll", "ledge",
    "marsh", "north", "orchard", "pier",
];

/// A site of so many pages. Page 0 is the table of contents, which is never gone.
#[derive(Clone, Copy)]
pub struct Plan {
    pub seed: u64,
    pub pages: u64,
}

/// The server's reaction to one request.
#[derive(Clone, Copy, PartialEq)]
pub enum Deed {
    /// 410, and so for every other attempt.
    Gone,
    Serve,
    ServeLate,
    /// 500
    Fail,
    /// 429
    Refuse,
    /// Half a page, and the end of the connection.
    HangUp,
    /// No answer, ever.
    Stall,
}

/// The content of a page.
pub struct Content {
    pub title: String,
    pub text: String,
    pub links: Vec<u64>,
}

impl Plan {
    pub fn deed(&self, page: u64, attempt: u64) -> Deed {
        if self.is_gone(page) {
            return Deed::Gone;
        }
        if attempt >= PATIENCE {
            return Deed::Serve;
        }
        match self.draw("deed", page, attempt) % 100 {
            0..8 => Deed::Fail,
            8..14 => Deed::Refuse,
            14..18 => Deed::HangUp,
            18 => Deed::Stall,
            19..30 => Deed::ServeLate,
            _ => Deed::Serve,
        }
    }

    pub fn content(&self, page: u64) -> Content {
        let word = |n| WORDS[(self.draw("word", page, n) % 16) as usize];
        if page == 0 {
            let text = format!("All {} pages.", self.pages);
            return Content { title: "Contents".to_owned(), text, links: (1..=self.pages).collect() };
        }
        let length = 20 + self.draw("length", page, 0) % 80;
        let links = self.draw("links", page, 0) % 6;
        Content {
            title: format!("On {} and {}", word(0), word(1)),
            text: (2..length + 2).map(word).collect::<Vec<_>>().join(" "),
            links: (0..links).map(|n| 1 + self.draw("link", page, n) % self.pages).collect(),
        }
    }

    /// The right result of a crawl.
    pub fn summary(&self) -> Summary {
        let (gone, there): (Vec<u64>, Vec<u64>) = (1..=self.pages).partition(|&page| self.is_gone(page));
        let contents: Vec<Content> = there.iter().map(|&page| self.content(page)).collect();
        let links = || contents.iter().flat_map(|content| &content.links);
        Summary {
            read: there.len(),
            lost: gone.into_iter().map(path).collect(),
            words: contents.iter().map(|content| content.text.split(' ').count()).sum(),
            links: links().count(),
            dead_links: links().filter(|&&link| self.is_gone(link)).count(),
        }
    }

    /// The number of pages that are there, but not at the first attempt.
    pub fn moody(&self) -> usize {
        let serves = [Deed::Gone, Deed::Serve, Deed::ServeLate];
        (1..=self.pages).filter(|&page| !serves.contains(&self.deed(page, 0))).count()
    }

    fn is_gone(&self, page: u64) -> bool {
        page != 0 && self.draw("gone", page, 0) % 100 < 4
    }

    /// A number as good as random. FNV over the arguments, and the finish of SplitMix64.
    fn draw(&self, purpose: &str, page: u64, n: u64) -> u64 {
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        let numbers = [self.seed, page, n].map(u64::to_le_bytes);
        let hash = purpose.as_bytes().iter().chain(numbers.as_flattened()).fold(0xcbf2_9ce4_8422_2325, mix);
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }
}

impl Content {
    pub fn to_html(&self) -> String {
        let Self { title, text, links } = self;
        let mut html = format!("<html><head><title>{title}</title></head><body><p>{text}</p><ul>");
        for link in links {
            write!(html, r#"<li><a href="{}">more</a></li>"#, path(*link)).expect("a string takes it all");
        }
        html + "</ul></body></html>"
    }
}

/// The path of a page.
pub fn path(page: u64) -> String {
    format!("/pages/{page}")
}
