-- The shop of the example `storefront`: its tables and everything in them. Run once, in a transaction, on a new file.
-- Money is in euro cents, weight in grams.

CREATE TABLE carriers (
    zone         TEXT PRIMARY KEY,
    carrier      TEXT NOT NULL,
    base_cents   INTEGER NOT NULL,
    cents_per_kg INTEGER NOT NULL,
    days         INTEGER NOT NULL
);

CREATE TABLE customers (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    tier TEXT NOT NULL CHECK (tier IN ('basic', 'gold')),
    zone TEXT NOT NULL REFERENCES carriers (zone)
);

CREATE TABLE products (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    category   TEXT NOT NULL,
    list_cents INTEGER NOT NULL,
    grams      INTEGER NOT NULL
);

CREATE TABLE stock (
    product_id   INTEGER PRIMARY KEY REFERENCES products (id),
    on_hand      INTEGER NOT NULL,
    restock_days INTEGER NOT NULL
);

CREATE TABLE discounts (
    tier     TEXT NOT NULL,
    category TEXT NOT NULL,
    percent  INTEGER NOT NULL,
    PRIMARY KEY (tier, category)
);

-- Written by another system, as JSON. Customer 3's was cut off on the way.
CREATE TABLE profiles (
    customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
    interests   TEXT NOT NULL
);

CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    placed_on   TEXT NOT NULL
);

CREATE TABLE order_lines (
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, product_id)
);

CREATE TABLE cart_lines (
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    product_id  INTEGER NOT NULL REFERENCES products (id),
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (customer_id, product_id)
);

CREATE TABLE announcements (
    id      INTEGER PRIMARY KEY,
    message TEXT NOT NULL
);

CREATE INDEX orders_of_customer ON orders (customer_id);

INSERT INTO carriers (zone, carrier, base_cents, cents_per_kg, days) VALUES
    ('home', 'Pedal Post', 290, 60, 1),
    ('near', 'Rail Parcel', 490, 140, 3),
    ('far', 'Air Parcel', 1290, 620, 7);

INSERT INTO customers (id, name, tier, zone) VALUES
    (1, 'Ada Byron', 'gold', 'home'),
    (2, 'Bruno Keller', 'basic', 'home'),
    (3, 'Chiara Russo', 'gold', 'near'),
    (4, 'Dmitri Petrov', 'basic', 'far'),
    (5, 'Elif Aydin', 'basic', 'near'),
    (6, 'Femi Adeyemi', 'gold', 'far'),
    (7, 'Greta Lind', 'basic', 'home'),
    (8, 'Hugo Martin', 'basic', 'near'),
    (9, 'Ines Duarte', 'gold', 'near'),
    (10, 'Jonas Weber', 'basic', 'home'),
    (11, 'Keiko Mori', 'gold', 'far'),
    (12, 'Liam Walsh', 'basic', 'near');

INSERT INTO products (id, name, category, list_cents, grams) VALUES
    (1, 'Espresso Roma', 'coffee', 1290, 500),
    (2, 'House Blend', 'coffee', 990, 500),
    (3, 'Ethiopia Sidamo', 'coffee', 1490, 250),
    (4, 'Colombia Huila', 'coffee', 1390, 250),
    (5, 'Decaf Andes', 'coffee', 1190, 250),
    (6, 'Cold Brew Coarse', 'coffee', 1090, 500),
    (7, 'Earl Grey', 'tea', 690, 100),
    (8, 'Sencha', 'tea', 890, 100),
    (9, 'Rooibos Vanilla', 'tea', 590, 100),
    (10, 'Assam Breakfast', 'tea', 640, 125),
    (11, 'Jasmine Pearls', 'tea', 1590, 80),
    (12, 'Mint Leaves', 'tea', 490, 75),
    (13, 'Moka Pot, 3 cups', 'brewing', 2990, 640),
    (14, 'French Press, 1 l', 'brewing', 3490, 980),
    (15, 'Pour-over Dripper', 'brewing', 1890, 420),
    (16, 'Paper Filters, 100', 'brewing', 450, 180),
    (17, 'Hand Grinder', 'brewing', 5490, 560),
    (18, 'Gooseneck Kettle', 'brewing', 6990, 1250),
    (19, 'Kitchen Scale', 'brewing', 2790, 610),
    (20, 'Espresso Cup, pair', 'tableware', 1690, 520),
    (21, 'Stoneware Mug', 'tableware', 1290, 390),
    (22, 'Glass Teapot', 'tableware', 3190, 870),
    (23, 'Tea Strainer', 'tableware', 890, 60),
    (24, 'Serving Tray', 'tableware', 2490, 940),
    (25, 'Amaretti, 250 g', 'sweets', 590, 270),
    (26, 'Dark Chocolate 70 %', 'sweets', 390, 100),
    (27, 'Shortbread Tin', 'sweets', 850, 450),
    (28, 'Candied Ginger', 'sweets', 490, 150),
    (29, 'Honey, Lime Tree', 'sweets', 790, 600),
    (30, 'Rock Sugar Sticks', 'sweets', 350, 120);

INSERT INTO stock (product_id, on_hand, restock_days) VALUES
    (1, 20, 4),
    (2, 35, 2),
    (3, 2, 14),
    (4, 2, 5),
    (5, 0, 14),
    (6, 8, 2),
    (7, 2, 9),
    (8, 35, 2),
    (9, 8, 2),
    (10, 35, 2),
    (11, 2, 4),
    (12, 0, 14),
    (13, 0, 5),
    (14, 8, 2),
    (15, 5, 5),
    (16, 35, 4),
    (17, 2, 14),
    (18, 12, 14),
    (19, 5, 2),
    (20, 8, 5),
    (21, 2, 14),
    (22, 2, 14),
    (23, 0, 14),
    (24, 8, 9),
    (25, 35, 5),
    (26, 60, 14),
    (27, 60, 5),
    (28, 12, 4),
    (29, 5, 4),
    (30, 2, 14);

INSERT INTO discounts (tier, category, percent) VALUES
    ('gold', 'coffee', 10),
    ('gold', 'tea', 10),
    ('gold', 'brewing', 5),
    ('gold', 'sweets', 15),
    ('basic', 'sweets', 5);

INSERT INTO profiles (customer_id, interests) VALUES
    (1, '["tableware", "sweets"]'),
    (2, '["coffee"]'),
    (3, '["tea", "tablewa'),
    (4, '["tea", "sweets"]'),
    (5, '["brewing"]'),
    (6, '["coffee", "tableware"]'),
    (7, '[]'),
    (8, '["sweets"]'),
    (9, '["tea"]'),
    (10, '["coffee", "brewing"]'),
    (11, '["tea", "tableware"]'),
    (12, '["coffee", "sweets"]');

INSERT INTO orders (id, customer_id, placed_on) VALUES
    (1001, 6, '2026-01-15'),
    (1002, 12, '2026-01-20'),
    (1003, 9, '2026-01-22'),
    (1004, 3, '2026-01-23'),
    (1005, 5, '2026-02-12'),
    (1006, 5, '2026-02-16'),
    (1007, 3, '2026-03-19'),
    (1008, 5, '2026-04-02'),
    (1009, 8, '2026-04-02'),
    (1010, 8, '2026-04-04'),
    (1011, 6, '2026-04-22'),
    (1012, 9, '2026-05-01'),
    (1013, 11, '2026-05-06'),
    (1014, 1, '2026-05-11'),
    (1015, 4, '2026-05-16'),
    (1016, 1, '2026-05-19'),
    (1017, 9, '2026-06-02'),
    (1018, 3, '2026-06-09'),
    (1019, 11, '2026-06-24'),
    (1020, 6, '2026-06-25'),
    (1021, 8, '2026-07-01'),
    (1022, 11, '2026-07-02'),
    (1023, 2, '2026-07-10'),
    (1024, 5, '2026-07-17'),
    (1025, 9, '2026-07-28'),
    (1026, 1, '2026-08-17'),
    (1027, 10, '2026-09-03'),
    (1028, 6, '2026-09-08'),
    (1029, 3, '2026-09-12');

INSERT INTO order_lines (order_id, product_id, quantity) VALUES
    (1001, 19, 2),
    (1001, 21, 1),
    (1001, 22, 2),
    (1002, 1, 1),
    (1002, 12, 3),
    (1002, 15, 1),
    (1003, 2, 1),
    (1003, 7, 1),
    (1003, 10, 2),
    (1003, 25, 2),
    (1004, 3, 3),
    (1004, 6, 1),
    (1004, 13, 1),
    (1004, 15, 2),
    (1005, 12, 2),
    (1005, 14, 1),
    (1005, 23, 1),
    (1006, 6, 1),
    (1007, 8, 1),
    (1007, 22, 2),
    (1008, 9, 1),
    (1008, 10, 1),
    (1009, 12, 1),
    (1009, 18, 1),
    (1009, 19, 3),
    (1009, 20, 3),
    (1010, 15, 3),
    (1011, 4, 2),
    (1011, 13, 1),
    (1011, 16, 1),
    (1011, 21, 1),
    (1012, 6, 1),
    (1012, 15, 1),
    (1013, 4, 1),
    (1014, 4, 1),
    (1014, 18, 3),
    (1015, 3, 1),
    (1016, 5, 3),
    (1016, 9, 1),
    (1016, 12, 2),
    (1016, 21, 1),
    (1017, 28, 2),
    (1018, 3, 1),
    (1018, 5, 1),
    (1018, 10, 1),
    (1018, 16, 2),
    (1019, 1, 1),
    (1019, 17, 3),
    (1020, 5, 1),
    (1020, 18, 3),
    (1020, 23, 1),
    (1021, 23, 1),
    (1022, 6, 1),
    (1022, 12, 3),
    (1022, 30, 3),
    (1023, 8, 1),
    (1023, 20, 1),
    (1023, 21, 2),
    (1024, 7, 2),
    (1024, 17, 1),
    (1025, 1, 1),
    (1026, 7, 1),
    (1026, 9, 2),
    (1026, 20, 1),
    (1026, 23, 1),
    (1027, 8, 1),
    (1028, 7, 1),
    (1028, 16, 1),
    (1029, 1, 2),
    (1029, 20, 1),
    (1029, 27, 1),
    (1029, 29, 1);

INSERT INTO cart_lines (customer_id, product_id, quantity) VALUES
    (1, 1, 2),
    (1, 13, 1),
    (1, 26, 4),
    (2, 7, 3),
    (2, 23, 1),
    (2, 25, 3),
    (2, 26, 2),
    (3, 26, 3),
    (4, 3, 1),
    (4, 6, 1),
    (4, 13, 1),
    (4, 24, 1),
    (5, 5, 3),
    (5, 20, 2),
    (5, 21, 1),
    (5, 26, 1),
    (6, 1, 1),
    (7, 14, 1),
    (7, 28, 1),
    (9, 9, 1),
    (10, 8, 2),
    (10, 17, 2),
    (10, 25, 3),
    (11, 2, 2),
    (11, 30, 3),
    (12, 17, 1),
    (12, 27, 1),
    (12, 29, 1),
    (12, 30, 3);

INSERT INTO announcements (id, message) VALUES
    (1, 'Free delivery from 50.00 EUR of goods.'),
    (2, 'New in: Jasmine Pearls from this spring''s harvest.');

-- The version that database.rs expects. Raise both when a table changes.
PRAGMA user_version = 1;
