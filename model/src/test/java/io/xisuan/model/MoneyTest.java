package io.xisuan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1234.56,123456", "-0.01,-1", "5.1,510", "5.100,510", "92233720368547758.07,9223372036854775807"
    })
    void yuan_are_read_exactly(String text, long fen) {
        assertThat(Money.parseYuan(text).fen()).isEqualTo(fen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,234.56", "1e3", "+5", "05", "5.", ".5", "0.001", "NaN", "１２", "92233720368547758.08", "''"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Money.parseYuan(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overflow_throws_and_never_wraps() {
        Money most = Money.ofFen(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofFen(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofFen(BigInteger.ONE.shiftLeft(63))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currencies_are_never_mixed() {
        Money yuan = Money.ofFen(1);
        Money dollars = new Money(1, Currency.USD);
        assertThatThrownBy(() -> yuan.plus(dollars)).hasMessageContaining("never mixed");
        assertThatThrownBy(() -> yuan.compareTo(dollars)).hasMessageContaining("never mixed");
    }

    @Test
    void people_read_two_decimals_and_thousands() {
        assertThat(Money.ofFen(123456789).formatted()).isEqualTo("1,234,567.89");
        for (long fen : new long[] {0, 5, 50, 123, -7, -99_999, 100_000, -12_345_678, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(Money.ofFen(fen).formatted())
                    .isEqualTo(String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2)));
        }
        assertThat(Money.ofFen(-5)).hasToString("-0.05 CNY");
    }

    @ParameterizedTest
    @CsvSource({
        "7,2,HALF_UP,4",
        "-7,2,HALF_UP,-4",
        "7,2,FLOOR,3",
        "-7,2,FLOOR,-4",
        "-7,2,TRUNCATE,-3",
        "7,2,CEILING,4",
        "-7,2,CEILING,-3",
        "6,2,FLOOR,3",
        "1,3,HALF_UP,0",
        "2,3,HALF_UP,1"
    })
    void each_rounding_does_what_it_is_named_for(long numerator, long denominator, Rounding rounding, long expected) {
        assertThat(Rational.of(numerator, denominator).round(rounding)).isEqualTo(BigInteger.valueOf(expected));
    }

    @Test
    void a_rate_is_a_fraction_and_not_a_percentage() {
        assertThat(Rate.parse("0.30")).isEqualTo(Rate.percent(30)).hasToString("30 %");
        assertThatThrownBy(() -> Rate.parse("30")).hasMessageContaining("write 30 % as 0.30");
        assertThatThrownBy(() -> Rate.parse("-0.1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prices_have_six_decimals_at_most_and_are_never_negative() {
        assertThat(HourlyPrice.parse("8.28").microsPerDeviceHour()).isEqualTo(8_280_000);
        assertThat(HourlyPrice.parse("8.2800")).hasToString("8.28 CNY/device-hour");
        assertThatThrownBy(() -> HourlyPrice.parse("0.0000001")).hasMessageContaining("six decimals");
        assertThatThrownBy(() -> HourlyPrice.parse("-1")).hasMessageContaining("negative");
    }

    @Test
    void amounts_of_any_cut_sum_to_the_amount_of_the_whole() {
        SplittableRandom random = new SplittableRandom(20251001);
        for (int run = 0; run < 1_000; run++) {
            HourlyPrice price = new HourlyPrice(random.nextLong(50_000_000));
            long whole = random.nextLong(1, 1L << 40);
            long cut = random.nextLong(whole);
            ExactAmount parts = price.times(new DeviceMillis(cut)).plus(price.times(new DeviceMillis(whole - cut)));
            assertThat(parts).as("run %d", run).isEqualTo(price.times(new DeviceMillis(whole)));
        }
    }

    @Test
    void one_hour_at_a_price_is_that_price() {
        Interval hour = new Interval(0, 3_600_000);
        ExactAmount amount = HourlyPrice.parse("8.28").times(DeviceMillis.of(8, hour));
        assertThat(amount.round(Rounding.HALF_UP)).isEqualTo(Money.parseYuan("66.24"));
        assertThat(amount.share(Rate.percent(30), Rounding.FLOOR)).isEqualTo(Money.parseYuan("19.87"));
    }

    @Test
    void fractions_are_reduced_and_have_positive_denominators() {
        assertThat(Rational.of(2, -4)).isEqualTo(Rational.of(-1, 2)).hasToString("-1/2");
        assertThatThrownBy(() -> Rational.of(1, 0)).isInstanceOf(ArithmeticException.class);
    }
}
