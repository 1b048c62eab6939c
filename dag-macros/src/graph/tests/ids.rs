use super::super::{Id, Table, ids};

ids! { LetterId }

#[test]
fn the_rows_of_a_table_are_found_by_the_indices_they_were_pushed_under() {
    let mut table: Table<LetterId, char> = Table::new();
    assert!(table.is_empty());
    let (a, b) = (table.push('a'), table.push('b'));
    assert_eq!((a.index(), b.index(), table.len()), (0, 1, 2));
    assert!(!table.is_empty());
    table[b] = 'c';
    table.rows_mut().for_each(|letter| letter.make_ascii_uppercase());
    assert_eq!((table[a], table[b]), ('A', 'C'));
}

#[test]
fn a_table_lists_its_rows_in_the_order_of_their_indices() {
    let table: Table<LetterId, char> = ['x', 'y'].into_iter().collect();
    let (x, y) = (LetterId::new(0), LetterId::new(1));
    assert!(table.ids().eq([x, y]) && table.ids().rev().eq([y, x]));
    assert!(table.rows().eq(&['x', 'y']) && table.iter().eq([(x, &'x'), (y, &'y')]));
    assert_eq!(format!("{table:?}"), "['x', 'y']");
    assert_eq!(table.map(|(id, letter)| (id, letter.to_ascii_uppercase())).rows().last(), Some(&(y, 'Y')));
    assert_ne!(table, Table::filled(2, 'x'));
}

#[test]
#[should_panic(expected = "index out of bounds")]
fn an_index_beyond_a_table_is_a_mistake() {
    let table: Table<LetterId, ()> = Table::filled(2, ());
    table[LetterId::new(2)]
}
