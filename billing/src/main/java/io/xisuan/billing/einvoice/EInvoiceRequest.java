package io.xisuan.billing.einvoice;

import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.CapitalNumerals;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What finance asks the tax platform for, for one of our documents: a blue e-invoice, or a red-letter one where the document is a
 * credit note. It is a request: the platform gives the number.
 *
 * <p>The fields are those that an e-invoice holds (Liaoning Tax Bureau, announcement 2022 No. 2).
 *
 * @param document our number, which the remark repeats so that the answer can be matched
 * @param original the blue e-invoice that a red letter takes back in part; empty for a blue one
 * @param lines what was sold, one for each item and rate; their sums are the document's to the fen
 * @param remark what is written beside it
 */
public record EInvoiceRequest(
        String document,
        Optional<EInvoiceNumber> original,
        Seller seller,
        Buyer buyer,
        List<Line> lines,
        String remark) {
    /**
     * One line of the e-invoice.
     *
     * @param item as {@code *信息技术服务*算力服务}
     * @param specification the accelerator; empty where it differs among what was summed
     * @param quantity device hours with eight decimals; empty where there is none to say
     * @param unitPrice yuan a unit without VAT, with as many decimals as the platform takes; only with a quantity
     * @param net without VAT
     */
    public record Line(
            String item,
            String specification,
            String unit,
            Optional<BigDecimal> quantity,
            Optional<BigDecimal> unitPrice,
            Money net,
            Rate rate,
            Money tax) {
        public Money gross() {
            return net.plus(tax);
        }
    }

    public EInvoiceRequest {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("The request for %s has no lines".formatted(document));
        }
        for (Line line : lines) {
            if (line.gross().isNegative() != original.isPresent()
                    || line.gross().isZero()) {
                throw new IllegalArgumentException("The request for %s has a line of %s among others of another sign"
                        .formatted(document, line.gross()));
            }
        }
    }

    /** Returns whether a red letter is asked for. */
    public boolean red() {
        return original.isPresent();
    }

    public Money net() {
        return lines.stream().map(Line::net).reduce(Money.ZERO, Money::plus);
    }

    public Money tax() {
        return lines.stream().map(Line::tax).reduce(Money.ZERO, Money::plus);
    }

    /** Returns the total, VAT included. */
    public Money gross() {
        return net().plus(tax());
    }

    /** Returns the total in capital numerals. */
    public String capitals() {
        return CapitalNumerals.of(gross());
    }
}
