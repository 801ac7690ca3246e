//! What holds for every format.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_bytes_make_a_reader_fall_over(name in "[a-z]{1,4}\\.(csv|json|md|txt|feature)", bytes: Vec<u8>) {
        let first = read(&name, &bytes, &BacklogOptions::default());
        prop_assert!(first.0.adds_up());
        prop_assert_eq!(first, read(&name, &bytes, &BacklogOptions::default()));
    }

    #[test]
    fn no_text_makes_a_named_format_fall_over(text in "[\\PC\n\",;:#*@\\[\\]{}<>&-]{0,200}") {
        for format in BacklogFormat::ALL {
            let options = BacklogOptions { format: Some(format), ..BacklogOptions::default() };
            prop_assert!(read("a.txt", text.as_bytes(), &options).0.adds_up());
        }
    }
}
