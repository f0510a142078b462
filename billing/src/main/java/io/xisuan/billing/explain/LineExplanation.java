package io.xisuan.billing.explain;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Ground;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of an issued document, taken apart.
 *
 * @param exactGrossFen device time by price before rounding, in fen with six decimals
 * @param exactTaxFen the VAT contained in the line's gross, in fen with six decimals; the line carries whole fen by largest remainder
 * @param actualPercent what all programmes together pay of the gross, now or later
 * @param shares one for each grant that was asked, in the order in which they were asked
 * @param answer why the line is what it is, in one paragraph
 */
public record LineExplanation(
        String document,
        int number,
        InvoiceLine line,
        BigDecimal exactGrossFen,
        BigDecimal exactTaxFen,
        BigDecimal actualPercent,
        List<ShareOfLine> shares,
        String answer) {
    private static final int DECIMALS = 6;
    private static final long MICROS_PER_FEN = 10_000;

    public LineExplanation {
        shares = List.copyOf(shares);
    }

    /**
     * Returns the explanation of a line by its number, from 1.
     *
     * @throws InputException when there is no such line
     */
    public static LineExplanation of(Invoice invoice, int number, Language language) {
        if (number < 1 || number > invoice.lines().size()) {
            throw InputException.of("%s has lines 1 to %d, no line %d"
                    .formatted(invoice.number(), invoice.lines().size(), number));
        }
        InvoiceLine line = invoice.lines().get(number - 1);
        List<ShareOfLine> shares = shares(invoice, number, language);
        Money paid = line.subsidy().plus(line.reimbursable());
        return new LineExplanation(
                invoice.number(),
                number,
                line,
                exactGross(line).round(DECIMALS, Rounding.HALF_UP),
                exactTax(line).round(DECIMALS, Rounding.HALF_UP),
                ShareOfLine.percent(paid, line.gross()),
                shares,
                answer(invoice, line, shares, language));
    }

    private static List<ShareOfLine> shares(Invoice invoice, int number, Language language) {
        List<ShareOfLine> shares = new ArrayList<>();
        for (Ground ground : invoice.content().grounds()) {
            for (Ground.Part part : ground.parts()) {
                if (part.line() == number) {
                    shares.add(ShareOfLine.of(invoice.lines().get(number - 1), ground, part, language));
                }
            }
        }
        return shares;
    }

    private static Rational exactGross(InvoiceLine line) {
        return Rational.of(line.signedDeviceMillis(), DeviceMillis.PER_HOUR)
                .times(Rational.of(line.unitPrice().microsPerDeviceHour(), MICROS_PER_FEN));
    }

    private static Rational exactTax(InvoiceLine line) {
        Rational rate = line.vatRate().value();
        return Rational.of(line.gross().fen(), 1).times(rate).dividedBy(Rational.ONE.plus(rate));
    }

    private static String answer(Invoice invoice, InvoiceLine line, List<ShareOfLine> shares, Language language) {
        Optional<Correction> correction = invoice.corrects();
        if (correction.isPresent()) {
            return language.of("本行是对 %s 的更正差额，原因：%s。", "This line is a difference to %s, because of %s.")
                    .formatted(correction.get().number(), correction.get().cause());
        }
        if (!shares.isEmpty()) {
            return String.join(
                    language.of("", " "),
                    shares.stream().map(ShareOfLine::answer).toList());
        }
        return line.subsidy().isZero() && line.reimbursable().isZero()
                ? language.of(
                        "合同没有适用于本行的券，全额自付。", "No grant of the contract was asked for this line: it is paid in full.")
                : language.of("本单据开具时尚未保存补贴依据。", "The document is of before the grounds of subsidies were kept.");
    }
}
