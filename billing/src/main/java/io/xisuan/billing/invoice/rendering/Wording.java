package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Ground;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The fixed words of a document in both languages, and how it writes times and quantities. */
final class Wording {
    static final String NOT_AN_INVOICE = "结算账单，不是发票 Statement, not a tax invoice";
    static final String NO_TAX_INVOICE_ZH = "本文件为结算账单及开票申请，不是发票；数电发票号码由税务平台赋予。";
    static final String NO_TAX_INVOICE_EN =
            "This is a billing statement and a request for an invoice, not a tax invoice: "
                    + "the number of the tax invoice (数电发票) is assigned by the tax platform.";
    static final String PAYMENT_ZH = "算力券为第三方支付，不是折扣：销售额和增值税按全额计算。";
    static final String PAYMENT_EN =
            "Vouchers are third-party payments, never discounts: sales and VAT are those of the full amount.";
    static final String LATER_ZH = "由主管部门事后向购买方兑付，不在本账单中扣减；月份为估计。";
    static final String LATER_EN =
            "Paid to the buyer by the authority afterwards and not deducted here; months are estimates.";
    static final String UNCONFIRMED_ZH = "规则或条件尚不明确，未计入任何金额。";
    static final String UNCONFIRMED_EN = "Something about these is not known, so no figure counts them.";

    static final String GROUNDS_ZH = "按政策文本；每行依据见 xisuan invoice explain。";
    static final String GROUNDS_EN = "By the programmes' texts; xisuan invoice explain says it for each line.";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private Wording() {}

    static String titleZh(InvoiceKind kind) {
        return switch (kind) {
            case INVOICE -> "算力服务结算账单";
            case CREDIT_NOTE -> "算力服务贷项通知单";
            case DEBIT_NOTE -> "算力服务借项通知单";
        };
    }

    static String titleEn(InvoiceKind kind) {
        return switch (kind) {
            case INVOICE -> "Billing Statement for Computing Services";
            case CREDIT_NOTE -> "Credit Note for Computing Services";
            case DEBIT_NOTE -> "Debit Note for Computing Services";
        };
    }

    /** Returns an instant in Chinese time, with its offset. */
    static String time(Instant instant) {
        return TIME.format(instant.atZone(BillingPeriod.ZONE)) + " (Asia/Shanghai)";
    }

    /** Returns the hours of a line; a note that moves debt alone has none. */
    static String hours(InvoiceLine line) {
        return line.quantity().value() == 0 && line.gross().isZero() ? "—" : grouped(InvoiceTables.hours(line));
    }

    static String gross(Invoice invoice) {
        return invoice.corrects().isPresent() ? "价税合计变动 Change of gross" : "价税合计 Gross, VAT included";
    }

    static String payable(Invoice invoice) {
        return invoice.corrects().isPresent() ? "应付变动 Change of payable" : "本期应付 Payable now";
    }

    /** Returns what a correction is and does, for people. */
    static String family(Correction.Family family) {
        return switch (family) {
            case USAGE ->
                "用量更正：销售额和税额随之变动，数电发票以红字发票或补开更正。 "
                        + "Usage corrected: sales and VAT change; the tax invoice is corrected by a red-letter or a further one.";
            case SETTLEMENT ->
                "结算更正：应付在主管部门与购买方之间转移，销售额、税额和数电发票不变。 "
                        + "Settlement corrected: debt moves between authority and buyer; sales, VAT and the tax invoice stay.";
            case AGREED ->
                "协商冲减：经双方确认冲减销售额和税额，数电发票以红字发票更正。 "
                        + "Credited by agreement: sales and VAT fall; the tax invoice is corrected by a red-letter one.";
        };
    }

    static String price(HourlyPrice price) {
        return grouped(new BigDecimal(price.formatted()));
    }

    /** Returns what a grant gives to all its lines. */
    static String given(Ground ground) {
        return ground.parts().stream()
                .map(Ground.Part::given)
                .reduce(Money.ZERO, Money::plus)
                .formatted();
    }

    /** Returns what bounded a grant and on how many lines; empty where nothing did. */
    static String bounds(Ground ground) {
        SortedMap<Bound, Integer> bounded = new TreeMap<>();
        ground.parts().stream()
                .filter(part -> part.bound() != Bound.NONE)
                .forEach(part -> bounded.merge(part.bound(), 1, Integer::sum));
        return bounded.entrySet().stream()
                .map(entry -> bound(entry.getKey()) + " × " + entry.getValue())
                .collect(Collectors.joining(" · "));
    }

    private static String bound(Bound bound) {
        return switch (bound) {
            case NONE -> "";
            case LINE -> "余额不足 nothing left of the line";
            case TOTAL -> "总比例上限 limit of all programmes";
            case HOLD -> "预留用完 hold used up";
            case VOUCHER -> "券用完 voucher used up";
            case CAP -> "企业上限 firm's cap reached";
            case POOL -> "资金池用完 pool empty";
        };
    }

    private static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }
}
