package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.Money;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapitalNumeralsTest {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";

    @ParameterizedTest
    @CsvSource({
        "1409.50, 壹仟肆佰零玖元伍角",
        "6007.14, 陆仟零柒元壹角肆分",
        "1680.32, 壹仟陆佰捌拾元零叁角贰分",
        "107000.53, 壹拾万柒仟元零伍角叁分",
        "16409.02, 壹万陆仟肆佰零玖元零贰分",
        "325.04, 叁佰贰拾伍元零肆分",
    })
    void the_examples_of_the_annex_are_written_as_it_writes_them(String yuan, String expected) {
        assertThat(CapitalNumerals.of(Money.parseYuan(yuan))).isEqualTo("人民币" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00, 零元整",
        "0.05, 伍分",
        "0.50, 伍角",
        "0.53, 伍角叁分",
        "1.00, 壹元整",
        "10.00, 壹拾元整",
        "10.05, 壹拾元零伍分",
        "20.30, 贰拾元零叁角",
        "1000.00, 壹仟元整",
        "1001.00, 壹仟零壹元整",
        "10000.00, 壹万元整",
        "10001.00, 壹万零壹元整",
        "100500.00, 壹拾万零伍佰元整",
        "1000000.00, 壹佰万元整",
        "100000000.00, 壹亿元整",
        "100005000.00, 壹亿零伍仟元整",
        "150000000.00, 壹亿伍仟万元整",
        "101000000.00, 壹亿零壹佰万元整",
        "1000000000000.00, 壹万亿元整",
        "1000100000000.00, 壹万零壹亿元整",
        "-1409.50, 负壹仟肆佰零玖元伍角",
        "9999999999999999.99, 玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    })
    void a_run_of_zeros_is_one_zero_and_whole_yuan_end_in_a_full_stop_word(String yuan, String expected) {
        assertThat(CapitalNumerals.of(Money.parseYuan(yuan))).isEqualTo("人民币" + expected);
    }

    @Test
    void a_plain_reader_reads_back_every_amount() {
        long seed = 20_260_801;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            long fen = withManyZeros(random);
            String text = CapitalNumerals.of(Money.ofFen(fen));
            assertThat(read(text)).as("seed %d, round %d, %s", seed, i, text).isEqualTo(fen);
            assertThat(text).as("seed %d, round %d", seed, i).doesNotContain("零零", "零万", "零亿", "亿万");
        }
    }

    @Test
    void an_amount_beyond_the_units_of_the_annex_is_refused() {
        assertThatThrownBy(() -> CapitalNumerals.of(Money.ofFen(Long.MIN_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beyond the units");
    }

    /** Zeros are where the rules are, so most digits are zeros. */
    private static long withManyZeros(SplittableRandom random) {
        int digits = random.nextInt(1, 19);
        long fen = 0;
        for (int i = 0; i < digits; i++) {
            fen = fen * 10 + (random.nextInt(5) < 3 ? 0 : random.nextInt(10));
        }
        return fen;
    }

    /** Reads capitals left to right as people do; zeros only separate. */
    private static long read(String text) {
        long whole = 0;
        long upToTenThousand = 0;
        long digit = 0;
        long fen = 0;
        for (char c : text.substring("人民币".length()).toCharArray()) {
            switch (c) {
                case '零', '整' -> digit = 0;
                case '拾', '佰', '仟' -> {
                    upToTenThousand += digit * (c == '拾' ? 10 : c == '佰' ? 100 : 1000);
                    digit = 0;
                }
                case '万' -> {
                    whole += (upToTenThousand + digit) * 10_000;
                    upToTenThousand = 0;
                    digit = 0;
                }
                case '亿' -> {
                    whole = (whole + upToTenThousand + digit) * 100_000_000;
                    upToTenThousand = 0;
                    digit = 0;
                }
                case '元' -> {
                    fen = (whole + upToTenThousand + digit) * 100;
                    digit = 0;
                }
                case '角', '分' -> {
                    fen += digit * (c == '角' ? 10 : 1);
                    digit = 0;
                }
                default -> digit = DIGITS.indexOf(c);
            }
        }
        return fen;
    }
}
