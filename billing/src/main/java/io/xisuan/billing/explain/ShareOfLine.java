package io.xisuan.billing.explain;

import io.xisuan.billing.invoice.Ground;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one grant gives to a line, and why not more.
 *
 * @param ratePercent what the programme's text says; empty where it does not pay for the line
 * @param actualPercent what it gives of the line's gross, four decimals at most
 * @param counted what of the gross the rate is taken of
 * @param exactFen what rate and base come to before rounding, in fen with four decimals
 * @param evaluated the same in whole fen: the difference of running sums floored over the contract's month
 * @param given what the line got
 * @param bound what kept it below {@code evaluated}
 * @param answer all of it in one sentence
 */
public record ShareOfLine(
        String programme,
        String voucher,
        Optional<BigDecimal> ratePercent,
        BigDecimal actualPercent,
        VatBasis base,
        Money counted,
        BigDecimal exactFen,
        Money evaluated,
        Money given,
        Bound bound,
        String rule,
        String answer) {
    private static final int PERCENT_DECIMALS = 4;
    private static final int FEN_DECIMALS = 4;

    static ShareOfLine of(InvoiceLine line, Ground ground, Ground.Part part, Language language) {
        Rational exact = exact(line, ground, part);
        return new ShareOfLine(
                ground.programme().value(),
                ground.voucher().value(),
                ground.rate().map(ShareOfLine::percent),
                percent(part.given(), line.gross()),
                ground.base(),
                part.counted(),
                exact.round(FEN_DECIMALS, Rounding.HALF_UP),
                part.evaluated(),
                part.given(),
                part.bound(),
                ground.rule(),
                new Sentence(line, ground, part, exact, language).text());
    }

    private static Rational exact(InvoiceLine line, Ground ground, Ground.Part part) {
        Rational counted = Rational.of(part.counted().fen(), 1);
        if (ground.base() == VatBasis.WITHOUT_VAT) {
            counted = counted.dividedBy(Rational.ONE.plus(line.vatRate().value()));
        }
        return counted.times(ground.rate().orElse(Rate.ZERO).value());
    }

    private static BigDecimal percent(Rate rate) {
        return plain(rate.value().times(Rational.of(100, 1)).round(PERCENT_DECIMALS, Rounding.HALF_UP));
    }

    /** Returns a part of a whole in per cent; 0 of nothing. */
    static BigDecimal percent(Money part, Money whole) {
        return whole.isZero()
                ? BigDecimal.ZERO
                : plain(Rational.of(part.fen(), whole.fen())
                        .times(Rational.of(100, 1))
                        .round(PERCENT_DECIMALS, Rounding.HALF_UP));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The one sentence. */
    private record Sentence(InvoiceLine line, Ground ground, Ground.Part part, Rational exact, Language language) {
        String text() {
            if (ground.rate().isEmpty()) {
                return language.of("%s 不支付本行：%s。", "%s pays nothing of this line: %s.")
                        .formatted(ground.programme(), ground.rule());
            }
            List<String> reasons = reasons();
            String head = language.of(
                            "%s 的比例是 %s %%，本行 %s 中支付 %s，即 %s %%",
                            "%s has the rate %s %%; of this line of %s it pays %s, which is %s %%")
                    .formatted(
                            ground.programme(),
                            percent(ground.rate().get()).toPlainString(),
                            line.gross().formatted(),
                            part.given().formatted(),
                            percent(part.given(), line.gross()).toPlainString());
            return reasons.isEmpty()
                    ? head + language.of("，与比例一致。", ", exactly the rate.")
                    : head
                            + language.of("，因为：", ", because ")
                            + String.join(language.of("；", "; "), reasons)
                            + language.of("。", ".");
        }

        private List<String> reasons() {
            List<String> reasons = new ArrayList<>();
            if (!part.counted().equals(line.gross())) {
                reasons.add(language.of("比例只对其他政策支付后的余额 %s 计算", "the rate is taken of the %s that others leave")
                        .formatted(part.counted().formatted()));
            }
            if (ground.base() == VatBasis.WITHOUT_VAT) {
                reasons.add(language.of("计算基数不含增值税", "its base is without VAT"));
            }
            if (part.bound() == Bound.NONE
                    && !exact.equals(Rational.of(part.evaluated().fen(), 1))) {
                reasons.add(language.of(
                                "精确值 %s 分按合同当月累计数舍去不足一分的部分，本行得 %s 元（各行取累计差额，月度合计不受影响）",
                                "the exact %s fen is floored to the fen on the running sum of the contract's month, "
                                        + "which makes %s for this line")
                        .formatted(
                                exact.round(FEN_DECIMALS, Rounding.HALF_UP).toPlainString(),
                                part.evaluated().formatted()));
            }
            if (part.bound() != Bound.NONE) {
                reasons.add(language.of("%s，%s 中只剩 %s", "%s: of %s only %s was left")
                        .formatted(
                                bound(),
                                part.evaluated().formatted(),
                                part.given().formatted()));
            }
            return reasons;
        }

        private String bound() {
            return switch (part.bound()) {
                case NONE -> "";
                case LINE -> language.of("本行已由其他政策支付", "others pay for the line already");
                case TOTAL -> language.of("各政策合计达到上限", "all programmes together reach their limit");
                case HOLD -> language.of("为该作业预留的额度已无剩余", "nothing more is reserved for the job");
                case VOUCHER -> language.of("算力券已用完", "the voucher is used up");
                case CAP -> language.of("企业年度上限已到", "the firm's cap is reached");
                case POOL -> language.of("资金池已用完", "the programme's pool is empty");
            };
        }
    }
}
