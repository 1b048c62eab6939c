// shard_00, shard_01, ... shard_32 → total: more than the 32 that are polled together
#[dag]
pub mod shards {
    async fn shard_00() -> u64 {
        count(0).await
    }

    async fn shard_01() -> u64 {
        count(1).await
    }

    async fn shard_02() -> u64 {
        count(2).await
    }

    async fn shard_03() -> u64 {
        count(3).await
    }

    async fn shard_04() -> u64 {
        count(4).await
    }

    async fn shard_05() -> u64 {
        count(5).await
    }

    async fn shard_06() -> u64 {
        count(6).await
    }

    async fn shard_07() -> u64 {
        count(7).await
    }

    async fn shard_08() -> u64 {
        count(8).await
    }

    async fn shard_09() -> u64 {
        count(9).await
    }

    async fn shard_10() -> u64 {
        count(10).await
    }

    async fn shard_11() -> u64 {
        count(11).await
    }

    async fn shard_12() -> u64 {
        count(12).await
    }

    async fn shard_13() -> u64 {
        count(13).await
    }

    async fn shard_14() -> u64 {
        count(14).await
    }

    async fn shard_15() -> u64 {
        count(15).await
    }

    async fn shard_16() -> u64 {
        count(16).await
    }

    async fn shard_17() -> u64 {
        count(17).await
    }

    async fn shard_18() -> u64 {
        count(18).await
    }

    async fn shard_19() -> u64 {
        count(19).await
    }

    async fn shard_20() -> u64 {
        count(20).await
    }

    async fn shard_21() -> u64 {
        count(21).await
    }

    async fn shard_22() -> u64 {
        count(22).await
    }

    async fn shard_23() -> u64 {
        count(23).await
    }

    async fn shard_24() -> u64 {
        count(24).await
    }

    async fn shard_25() -> u64 {
        count(25).await
    }

    async fn shard_26() -> u64 {
        count(26).await
    }

    async fn shard_27() -> u64 {
        count(27).await
    }

    async fn shard_28() -> u64 {
        count(28).await
    }

    async fn shard_29() -> u64 {
        count(29).await
    }

    async fn shard_30() -> u64 {
        count(30).await
    }

    async fn shard_31() -> u64 {
        count(31).await
    }

    async fn shard_32() -> u64 {
        count(32).await
    }

    #[node]
    fn total(
        shard_00: u64,
        shard_01: u64,
        shard_02: u64,
        shard_03: u64,
        shard_04: u64,
        shard_05: u64,
        shard_06: u64,
        shard_07: u64,
        shard_08: u64,
        shard_09: u64,
        shard_10: u64,
        shard_11: u64,
        shard_12: u64,
        shard_13: u64,
        shard_14: u64,
        shard_15: u64,
        shard_16: u64,
        shard_17: u64,
        shard_18: u64,
        shard_19: u64,
        shard_20: u64,
        shard_21: u64,
        shard_22: u64,
        shard_23: u64,
        shard_24: u64,
        shard_25: u64,
        shard_26: u64,
        shard_27: u64,
        shard_28: u64,
        shard_29: u64,
        shard_30: u64,
        shard_31: u64,
        shard_32: u64,
    ) -> u64 {
        shard_00
            + shard_01
            + shard_02
            + shard_03
            + shard_04
            + shard_05
            + shard_06
            + shard_07
            + shard_08
            + shard_09
            + shard_10
            + shard_11
            + shard_12
            + shard_13
            + shard_14
            + shard_15
            + shard_16
            + shard_17
            + shard_18
            + shard_19
            + shard_20
            + shard_21
            + shard_22
            + shard_23
            + shard_24
            + shard_25
            + shard_26
            + shard_27
            + shard_28
            + shard_29
            + shard_30
            + shard_31
            + shard_32
    }
}
