package io.xisuan.billing.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.JournalReference;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.billing.invoice.VatLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeductionsTest {
    private static final Rate SIX = Rate.percent(6);

    /** Draws what each voucher really paid of each line, and prints only the sums, as a document does. */
    @Test
    void parts_of_lines_add_up_to_every_line_and_every_voucher_and_are_never_negative() {
        SplittableRandom seeds = new SplittableRandom(7);
        for (int round = 0; round < 3_000; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            int vouchers = 1 + random.nextInt(4);
            long[] paid = new long[vouchers];
            List<InvoiceLine> lines = new ArrayList<>();
            for (int line = 0; line < 1 + random.nextInt(8); line++) {
                lines.add(line(line, random, paid));
            }
            Invoice invoice = invoice(lines, paid);
            List<Deduction> deductions = Deductions.of(invoice);
            SortedMap<Integer, Money> byLine = new TreeMap<>();
            SortedMap<String, Money> byVoucher = new TreeMap<>();
            for (Deduction one : deductions) {
                assertThat(one.amount().isPositive())
                        .as("seed %d: %s", seed, one)
                        .isTrue();
                assertThat(one.key().funding().split("\\+"))
                        .as("seed %d", seed)
                        .contains(one.voucher().value());
                byLine.merge(one.line(), one.amount(), Money::plus);
                byVoucher.merge(one.voucher().value(), one.amount(), Money::plus);
            }
            for (int i = 0; i < lines.size(); i++) {
                assertThat(byLine.getOrDefault(i + 1, Money.ZERO))
                        .as("seed %d", seed)
                        .isEqualTo(lines.get(i).subsidy());
            }
            for (int i = 0; i < vouchers; i++) {
                assertThat(byVoucher.getOrDefault("v" + i, Money.ZERO))
                        .as("seed %d", seed)
                        .isEqualTo(Money.ofFen(paid[i]));
            }
        }
    }

    private static InvoiceLine line(int number, SplittableRandom random, long[] paid) {
        List<String> asked = new ArrayList<>();
        long subsidy = 0;
        for (int i = 0; i < paid.length; i++) {
            if (random.nextBoolean() || (asked.isEmpty() && i == paid.length - 1)) {
                asked.add("v" + i);
                long part = random.nextInt(3) == 0 ? 0 : random.nextLong(200);
                subsidy += part;
                paid[i] += part;
            }
        }
        return new InvoiceLine(
                new AttemptKey(RandomMonth.job(number), 1),
                Component.COMPUTE,
                RandomMonth.WEST,
                AcceleratorModel.NVIDIA_H800,
                "v1",
                "all-day",
                String.join("+", asked),
                LocalDate.of(2025, 3, 2),
                new DeviceMillis(1_000),
                new HourlyPrice(1_000_000),
                Money.ofFen(1_000),
                Money.ofFen(subsidy),
                Money.ofFen(1_000 - subsidy),
                Money.ZERO,
                SIX,
                Money.ofFen(57));
    }

    private static Invoice invoice(List<InvoiceLine> lines, long[] paid) {
        Money gross = Money.ofFen(1_000L * lines.size());
        Money tax = Money.ofFen(57L * lines.size());
        List<VoucherPayment> payments = new ArrayList<>();
        for (int i = 0; i < paid.length; i++) {
            payments.add(new VoucherPayment(
                    new ProgrammeId("p" + i % 2), new VoucherId("v" + i), "No. " + i, Money.ofFen(paid[i])));
        }
        return new Invoice(
                "ZW-2025-000001",
                Instant.parse("2025-04-03T02:00:00Z"),
                new InvoiceDraft(
                        InvoiceKind.INVOICE,
                        new Seller(RandomMonth.SUPPLIER, "中卫算力", "Zhongwei", Optional.empty(), Optional.empty()),
                        new Buyer(new TenantId("t-1"), "某公司", "A company", Optional.empty(), Optional.empty()),
                        RandomMonth.ONE,
                        RandomMonth.PERIOD,
                        lines,
                        List.of(new VatLine(SIX, gross, gross.minus(tax), tax)),
                        payments,
                        List.of(),
                        List.of(),
                        new JournalReference(1, 2, "ab".repeat(32), "cd".repeat(32))));
    }
}
