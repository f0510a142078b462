package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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

    static String hours(DeviceMillis quantity) {
        return grouped(quantity.hours());
    }

    static String price(HourlyPrice price) {
        return grouped(new BigDecimal(price.formatted()));
    }

    private static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }
}
