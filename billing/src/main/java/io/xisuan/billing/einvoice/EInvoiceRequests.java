package io.xisuan.billing.einvoice;

import io.xisuan.billing.einvoice.EInvoiceRequest.Line;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws the request for an e-invoice from an issued document, or says why there is none to make. */
public final class EInvoiceRequests {
    private static final String UNIT = "卡时";
    private static final int QUANTITY_DECIMALS = 8;
    private static final int PRICE_DECIMALS = 13;

    /** What is summed into one line of the request. */
    private record Group(Rate rate, String specification) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byRate = rate.compareTo(other.rate);
            return byRate == 0 ? specification.compareTo(other.specification) : byRate;
        }
    }

    /** Sums of lines; the device time is of computing alone. */
    private record Sum(long deviceMillis, Money net, Money tax) {
        static final Sum NOTHING = new Sum(0, Money.ZERO, Money.ZERO);

        Sum plus(InvoiceLine line) {
            long millis = line.component() == Component.COMPUTE ? line.signedDeviceMillis() : 0;
            return new Sum(deviceMillis + millis, net.plus(line.net()), tax.plus(line.tax()));
        }

        Money gross() {
            return net.plus(tax);
        }
    }

    /** The request for a document, or why there is none. */
    public sealed interface Outcome {
        record Made(EInvoiceRequest request) implements Outcome {}

        /**
         * @param why for people
         * @param waits whether a request can be made later, once something else is done
         */
        record None(String document, String why, boolean waits) implements Outcome {}
    }

    private EInvoiceRequests() {}

    /**
     * Returns what to ask the tax platform for.
     *
     * @param item what the seller calls its goods, as {@code *信息技术服务*算力服务}
     * @param standing the e-invoice that stands for the document already
     * @param original the e-invoice that stands for the invoice that the document corrects
     */
    public static Outcome of(
            Invoice invoice, String item, Optional<EInvoiceNumber> standing, Optional<EInvoiceNumber> original) {
        if (standing.isPresent()) {
            return new Outcome.None(invoice.number(), "it has the e-invoice " + standing.get(), false);
        }
        if (invoice.gross().isZero()) {
            return new Outcome.None(invoice.number(), "its gross is 0: nothing was sold or taken back", false);
        }
        boolean red = invoice.gross().isNegative();
        if (red && original.isEmpty()) {
            String corrected =
                    invoice.corrects().map(correction -> correction.number()).orElse("");
            return new Outcome.None(
                    invoice.number(),
                    "import the e-invoice of %s first: a red letter names it".formatted(corrected),
                    true);
        }
        List<Line> lines = ofOneSign(invoice, item, red);
        if (lines.stream().anyMatch(line -> line.gross().isNegative() != red)) {
            return new Outcome.None(
                    invoice.number(), "at one VAT rate it adds and at another it takes back: ask for it by hand", true);
        }
        return new Outcome.Made(new EInvoiceRequest(
                invoice.number(),
                red ? original : Optional.empty(),
                invoice.seller(),
                invoice.buyer(),
                lines,
                remark(invoice)));
    }

    private static String remark(Invoice invoice) {
        return "账单号 %s；合同 %s；账期 %s%s"
                .formatted(
                        invoice.number(),
                        invoice.contract(),
                        invoice.period(),
                        invoice.corrects()
                                .map(correction -> "；更正账单 " + correction.number())
                                .orElse(""));
    }

    /** By accelerator where that gives lines of one sign, which is always so for an invoice; else by rate alone. */
    private static List<Line> ofOneSign(Invoice invoice, String item, boolean red) {
        List<Line> fine = lines(invoice, item, true);
        return fine.stream().allMatch(line -> line.gross().isNegative() == red) ? fine : lines(invoice, item, false);
    }

    private static List<Line> lines(Invoice invoice, String item, boolean bySpecification) {
        SortedMap<Group, Sum> sums = new TreeMap<>();
        for (InvoiceLine line : invoice.lines()) {
            String specification = bySpecification ? specification(line) : "";
            Group group = new Group(line.vatRate(), specification);
            sums.put(group, sums.getOrDefault(group, Sum.NOTHING).plus(line));
        }
        List<Line> lines = new ArrayList<>();
        sums.forEach((group, sum) -> {
            if (!sum.gross().isZero()) {
                lines.add(line(item, group, sum));
            }
        });
        return lines;
    }

    private static String specification(InvoiceLine line) {
        return line.component() == Component.COMPUTE ? line.model().displayName() : "";
    }

    /** A quantity is said only where it has the sign of the amount, and the price is what follows from both. */
    private static Line line(String item, Group group, Sum sum) {
        boolean counted =
                Long.signum(sum.deviceMillis()) == Long.signum(sum.net().fen())
                        && sum.deviceMillis() != 0
                        && !group.specification().isEmpty();
        BigDecimal quantity = BigDecimal.valueOf(sum.deviceMillis())
                .divide(BigDecimal.valueOf(DeviceMillis.PER_HOUR), QUANTITY_DECIMALS, RoundingMode.HALF_UP);
        boolean said = counted && quantity.signum() != 0;
        return new Line(
                item,
                group.specification(),
                said ? UNIT : "",
                said ? Optional.of(quantity) : Optional.empty(),
                said
                        ? Optional.of(sum.net().yuan().divide(quantity, PRICE_DECIMALS, RoundingMode.HALF_UP))
                        : Optional.empty(),
                sum.net(),
                group.rate(),
                sum.tax());
    }
}
