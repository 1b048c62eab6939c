//! Which return types may hold a borrow of a parameter, as far as the spelling tells.

use syn::visit::{self, Visit};
use syn::{Lifetime, ReturnType, Signature, TypeImplTrait, TypeMacro, TypePath, TypeReference};

/// Whether the value of a function with this signature may borrow from its arguments. Errs towards yes: that costs
/// only a longer life of the arguments.
pub(crate) fn holds_borrows_of(sig: &Signature) -> bool {
    let ReturnType::Type(_, returned) = &sig.output else { return false };
    let generics = sig.generics.type_params().map(|param| param.ident.to_string());
    let mut found = Borrows { generics: generics.collect(), ..Borrows::default() };
    found.visit_type(returned);
    found.spelled || (found.path && may_hide_lifetime(sig))
}

/// A path such as `Doc` may stand for `Doc<'_>` where exactly one lifetime of the parameters could be meant.
fn may_hide_lifetime(sig: &Signature) -> bool {
    let mut parameters = Borrows::default();
    sig.inputs.iter().for_each(|input| parameters.visit_fn_arg(input));
    parameters.lifetimes <= 1
}

#[derive(Default)]
struct Borrows {
    generics: Vec<String>,
    /// A lifetime, a reference, an `impl Trait` or a type parameter is written out.
    spelled: bool,
    /// There is a path that is no primitive.
    path: bool,
    /// How many lifetimes and references are written out.
    lifetimes: usize,
}

impl<'ast> Visit<'ast> for Borrows {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if lifetime.ident != "static" {
            self.spelled = true;
            self.lifetimes += 1;
        }
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        if reference.lifetime.is_none() {
            self.spelled = true;
            self.lifetimes += 1;
        }
        visit::visit_type_reference(self, reference);
    }

    fn visit_type_impl_trait(&mut self, _: &'ast TypeImplTrait) {
        self.spelled = true;
    }

    fn visit_type_macro(&mut self, _: &'ast TypeMacro) {
        self.path = true;
    }

    fn visit_type_path(&mut self, path: &'ast TypePath) {
        if let Some(segment) = path.path.segments.last() {
            let name = segment.ident.to_string();
            self.spelled |= self.generics.contains(&name);
            self.path |= !OWNED.contains(&name.as_str());
        }
        visit::visit_type_path(self, path);
    }
}

/// Paths that hide no lifetime; what stands in their arguments is looked at by itself.
const OWNED: [&str; 24] = [
    "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool",
    "char", "String", "Vec", "Option", "Result", "Box", "Arc", "HashMap", "BTreeMap",
];
