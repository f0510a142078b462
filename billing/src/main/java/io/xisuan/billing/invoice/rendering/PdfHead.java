package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rendering.PdfFacts;
import io.xisuan.billing.rendering.PdfFacts.Fact;
import io.xisuan.billing.rendering.PdfHeading;
import io.xisuan.billing.rendering.PdfInk;
import io.xisuan.billing.rendering.PdfSheet;
import io.xisuan.billing.rendering.PdfType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The upper part of the first page: what the document is, who sells to whom, for which contract and month. */
final class PdfHead {
    private static final float GAP = 14;
    private static final float HALF = (PdfSheet.WIDTH - GAP) / 2;

    private final PdfSheet sheet;
    private final Invoice invoice;

    PdfHead(PdfSheet sheet, Invoice invoice) {
        this.sheet = sheet;
        this.invoice = invoice;
    }

    /** One side of the sale, as it is printed. */
    private record Party(String role, String nameZh, String nameEn, Optional<String> code, Optional<String> address) {}

    void draw() throws IOException {
        title();
        parties();
        facts();
        if (invoice.corrects().isPresent()) {
            correction(invoice.corrects().get());
        }
        notice();
    }

    private void correction(Correction correction) throws IOException {
        sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, sheet.cursor(), PdfInk.HAIRLINE);
        PdfFacts.draw(
                sheet,
                PdfType.STRONG,
                List.of(
                        new Fact("更正账单 Corrects", correction.number(), 0),
                        new Fact("原因 Cause", correction.cause(), 150)));
        sheet.down(4);
        sheet.paragraph(PdfType.LABEL, PdfSheet.LEFT, PdfSheet.WIDTH, Wording.family(correction.family()));
    }

    private void title() throws IOException {
        PdfHeading.title(
                sheet,
                Wording.titleZh(invoice.kind()),
                Wording.titleEn(invoice.kind()),
                invoice.number(),
                "账单编号 Document number");
    }

    private void parties() throws IOException {
        float top = sheet.cursor();
        Party seller = new Party(
                "销售方 Seller",
                invoice.seller().nameZh(),
                invoice.seller().nameEn(),
                invoice.seller().creditCode(),
                invoice.seller().address());
        Party buyer = new Party(
                "购买方 Buyer",
                invoice.buyer().nameZh(),
                invoice.buyer().nameEn(),
                invoice.buyer().creditCode(),
                invoice.buyer().address());
        party(PdfSheet.LEFT, seller);
        float used = top - sheet.cursor();
        sheet.down(-used);
        party(PdfSheet.LEFT + HALF + GAP, buyer);
        sheet.down(Math.max(0, used - (top - sheet.cursor())));
    }

    private void party(float x, Party party) throws IOException {
        sheet.down(6);
        sheet.paragraph(PdfType.LABEL, x, HALF, party.role());
        sheet.down(2);
        sheet.paragraph(PdfType.NAME, x, HALF, party.nameZh());
        if (!party.nameEn().isBlank()) {
            sheet.paragraph(PdfType.SUBTITLE, x, HALF, party.nameEn());
        }
        sheet.paragraph(
                PdfType.BODY, x, HALF, "统一社会信用代码 Credit code: " + party.code().orElse("—"));
        if (party.address().isPresent()) {
            sheet.paragraph(
                    PdfType.BODY, x, HALF, "地址 Address: " + party.address().get());
        }
    }

    private void facts() throws IOException {
        sheet.down(10);
        PdfFacts.draw(
                sheet,
                PdfType.STRONG,
                List.of(
                        new Fact("合同 Contract", invoice.contract().toString(), 0),
                        new Fact("账期 Billing period", invoice.period().toString(), 150),
                        new Fact("开具时间 Issued at", Wording.time(invoice.issuedAt()), 242),
                        new Fact("币种 Currency", "人民币 CNY", 428)));
        sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, sheet.cursor(), PdfInk.HAIRLINE);
        PdfFacts.draw(
                sheet,
                PdfType.NAME,
                List.of(
                        new Fact(Wording.gross(invoice), invoice.gross().formatted(), 0),
                        new Fact("算力券支付 Paid by vouchers", invoice.subsidy().formatted(), 150),
                        new Fact(Wording.payable(invoice), invoice.payableNow().formatted(), 284),
                        new Fact(
                                "预计后补 Expected later",
                                invoice.expectedLaterTotal().formatted(),
                                414)));
    }

    private void notice() throws IOException {
        sheet.down(4);
        sheet.paragraph(PdfType.LABEL, PdfSheet.LEFT, PdfSheet.WIDTH, Wording.NO_TAX_INVOICE_ZH);
        sheet.paragraph(PdfType.LABEL, PdfSheet.LEFT, PdfSheet.WIDTH, Wording.NO_TAX_INVOICE_EN);
        sheet.down(10);
    }
}
