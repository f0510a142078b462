package io.xisuan.billing.invoice;

import io.xisuan.model.Currency;
import io.xisuan.model.Money;

/**
 * Amounts in Chinese capital numerals, which cannot be altered by a stroke: {@code 人民币壹仟肆佰零玖元伍角}.
 *
 * <p>By annex 1 of the PBOC's Payment and Settlement Measures (银发〔1997〕393号). Where it leaves a choice: a zero
 * is written before 角 after a full ten of 元 (壹仟陆佰捌拾元零叁角贰分), none before 仟 after a full ten of 万
 * (壹拾万柒仟元), and 整 only after 元. The annex has no negative amounts; they get 负 after 人民币.
 */
public final class CapitalNumerals {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"仟", "佰", "拾", ""};
    private static final long TEN_THOUSAND = 10_000;
    private static final long HUNDRED_MILLION = 100_000_000;
    private static final long LIMIT_YUAN = HUNDRED_MILLION * HUNDRED_MILLION;

    private CapitalNumerals() {}

    /**
     * Returns an amount of CNY in capitals, with {@code 人民币} in front.
     *
     * @throws IllegalArgumentException when the currency is another one, or the amount is 10^16 yuan or more, for which
     *     the annex has no units
     */
    public static String of(Money amount) {
        if (amount.currency() != Currency.CNY) {
            throw new IllegalArgumentException("Capital numerals say 人民币, so %s cannot be written".formatted(amount));
        }
        long yuan = Math.abs(amount.fen() / 100);
        int fen = (int) Math.abs(amount.fen() % 100);
        if (yuan >= LIMIT_YUAN) {
            throw new IllegalArgumentException("%s is beyond the units of capital numerals".formatted(amount));
        }
        return "人民币" + (amount.isNegative() ? "负" : "") + yuan(yuan, fen) + fraction(yuan, fen);
    }

    private static String yuan(long yuan, int fen) {
        if (yuan == 0) {
            return fen == 0 ? "零元" : "";
        }
        return integer(yuan) + "元";
    }

    private static String fraction(long yuan, int fen) {
        int tenths = fen / 10;
        int hundredths = fen % 10;
        if (fen == 0) {
            return "整";
        }
        boolean zero = yuan > 0 && (tenths == 0 || yuan % 10 == 0);
        return (zero ? "零" : "")
                + (tenths == 0 ? "" : digit(tenths) + "角")
                + (hundredths == 0 ? "" : digit(hundredths) + "分");
    }

    private static String integer(long number) {
        if (number >= HUNDRED_MILLION) {
            return joined(integer(number / HUNDRED_MILLION) + "亿", number % HUNDRED_MILLION, HUNDRED_MILLION);
        }
        if (number >= TEN_THOUSAND) {
            return joined(integer(number / TEN_THOUSAND) + "万", number % TEN_THOUSAND, TEN_THOUSAND);
        }
        return group(number);
    }

    /** Joins a unit with what follows it; a zero stands for the places left out between them. */
    private static String joined(String head, long rest, long unit) {
        if (rest == 0) {
            return head;
        }
        return head + (rest < unit / 10 ? "零" : "") + integer(rest);
    }

    private static String group(long number) {
        StringBuilder text = new StringBuilder();
        boolean zero = false;
        int place = 0;
        for (long unit = 1000; unit > 0; unit /= 10) {
            int digit = (int) (number / unit % 10);
            if (digit == 0) {
                zero = !text.isEmpty();
            } else {
                text.append(zero ? "零" : "").append(digit(digit)).append(PLACES[place]);
                zero = false;
            }
            place++;
        }
        return text.toString();
    }

    private static String digit(int digit) {
        return DIGITS.substring(digit, digit + 1);
    }
}
