package io.xisuan.cli.payment;

import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Amounts, invoices and numbers as the command line gives them. */
public final class Amounts {
    private Amounts() {}

    /**
     * Reads an amount that is more than nothing.
     *
     * @throws InputException naming the option
     */
    public static Money positive(String option, String text) {
        try {
            Money amount = Money.parseYuan(text);
            if (amount.isPositive()) {
                return amount;
            }
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s: %s".formatted(option, e.getMessage()));
        }
        throw InputException.of("%s %s: write more than 0".formatted(option, text));
    }

    /**
     * Returns the day of money, today when none is named.
     *
     * @throws InputException when it is still to come
     */
    public static LocalDate day(Optional<LocalDate> day, long nowMillis) {
        LocalDate today = BillingPeriod.dayOf(nowMillis);
        if (day.filter(today::isBefore).isPresent()) {
            throw InputException.of("--day %s: that is still to come, today is %s".formatted(day.get(), today));
        }
        return day.orElse(today);
    }

    /** Reads the number of {@code M-000012}, {@code B-000012} or {@code D-000012}, with or without the letter and zeros. */
    public static long number(String prefix, String text) {
        String digits = text.toUpperCase(Locale.ROOT).startsWith(prefix) ? text.substring(prefix.length()) : text;
        if (!digits.matches("[0-9]{1,15}")) {
            throw InputException.of("\"%s\" is no number of the form %s000012".formatted(text, prefix));
        }
        return Long.parseLong(digits);
    }

    /**
     * Reads what pays which invoice: {@code NUMBER=AMOUNT}, or {@code NUMBER} for all that is due of it, as far as the money goes.
     *
     * @param money all that there is
     */
    static List<Allocation> allocations(ReceivableBook items, List<String> words, Money money) {
        List<Allocation> allocations = new ArrayList<>();
        Money left = money;
        for (String word : words) {
            int sign = word.indexOf('=');
            OpenItem item = items.item(sign < 0 ? word : word.substring(0, sign));
            Money amount = sign < 0 ? item.due().min(left) : positive("--invoice " + word, word.substring(sign + 1));
            if (!amount.isPositive()) {
                throw InputException.of("--invoice %s: nothing is due of it, or no money is left".formatted(word));
            }
            allocations.add(new Allocation(item.number(), amount));
            left = left.minus(amount);
        }
        return List.copyOf(allocations);
    }
}
