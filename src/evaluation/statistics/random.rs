//! A seeded source of draws, so that a report can be computed again to the bit.

/// `SplitMix64` (Steele, Lea, Flood 2014): the whole state is one number.
#[derive(Debug, Clone)]
pub struct SplitMix(u64);

impl SplitMix {
    /// Begins at a seed; the same seed gives the same draws.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// The next draw: any number, each as likely.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0 (Lemire's multiplication).
    pub fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.draw()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Heads or tails.
    pub fn flip(&mut self) -> bool {
        self.draw() >> 63 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_draws_are_those_of_the_published_generator() {
        let mut draws = SplitMix::seeded(1_234_567);
        assert_eq!(
            [draws.draw(), draws.draw(), draws.draw()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn draws_stay_below_their_bound_and_reach_all_of_it() {
        let mut draws = SplitMix::seeded(7);
        let mut seen = [0; 3];
        for _ in 0..3_000 {
            seen[draws.below(3)] += 1;
        }
        assert!(seen.iter().all(|count| (900..1_100).contains(count)), "{seen:?}");
    }
}
