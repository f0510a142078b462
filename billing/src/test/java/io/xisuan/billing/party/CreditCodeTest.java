package io.xisuan.billing.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "11320000MB151840XJ"})
    void published_codes_are_valid(String code) {
        assertThat(new CreditCode(code).value()).isEqualTo(code);
    }

    @Test
    void a_wrong_check_character_is_named_with_its_place_and_the_right_one() {
        assertThatThrownBy(() -> new CreditCode("91350100M000100Y4A"))
                .hasMessageContaining("position 18")
                .hasMessageContaining("should be '3'");
        assertThatThrownBy(() -> new CreditCode("91310115MA1H8R7C6D"))
                .hasMessageContaining("position 17")
                .hasMessageContaining("should be '4'");
    }

    @Test
    void a_wrong_organisation_check_is_named_first() {
        assertThatThrownBy(() -> new CreditCode("91350100M000100Y53"))
                .hasMessageContaining("position 17")
                .hasMessageContaining("should be '4'");
    }

    @Test
    void letters_that_look_like_digits_are_refused_with_their_place() {
        assertThatThrownBy(() -> new CreditCode("9135O100M000100Y43")).hasMessageContaining("'O' at position 5");
        assertThatThrownBy(() -> new CreditCode("91350100M000100Y4Z")).hasMessageContaining("position 18");
        assertThatThrownBy(() -> new CreditCode("9135")).hasMessageContaining("4 characters");
    }

    @Test
    void no_single_mistyped_character_is_accepted() {
        String code = "91350100M000100Y43";
        for (int i = 0; i < code.length(); i++) {
            for (char other : CreditCode.ALPHABET.toCharArray()) {
                if (other != code.charAt(i)) {
                    String wrong = code.substring(0, i) + other + code.substring(i + 1);
                    assertThatThrownBy(() -> new CreditCode(wrong)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }
}
