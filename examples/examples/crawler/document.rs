//! The documents that a crawl makes of the pages.

use std::fmt;

use roxmltree::{Error, Node};

/// A page taken apart.
pub struct Document {
    pub words: usize,
    pub links: Vec<String>,
}

impl Document {
    pub fn parse(html: &str) -> Result<Self, Error> {
        let html = roxmltree::Document::parse(html)?;
        let elements = |name: &'static str| html.descendants().filter(move |node| node.has_tag_name(name));
        Ok(Self {
            words: elements("p").filter_map(|p| p.text()).map(|text| text.split_whitespace().count()).sum(),
            links: elements("a").filter_map(|a: Node| a.attribute("href")).map(str::to_owned).collect(),
        })
    }
}

#[derive(PartialEq)]
pub struct Summary {
    pub read: usize,
    /// The paths of the pages that nobody could read.
    pub lost: Vec<String>,
    pub words: usize,
    pub links: usize,
    /// Links to lost pages.
    pub dead_links: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, lost, words, links, dead_links } = self;
        write!(f, "{read} pages read, {} lost; {words} words, {links} links, {dead_links} of them dead", lost.len())
    }
}
