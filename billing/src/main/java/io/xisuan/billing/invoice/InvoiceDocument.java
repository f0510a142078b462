package io.xisuan.billing.invoice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.nio.charset.StandardCharsets;

/**
 * The document itself: canonical JSON, whose bytes and digest are frozen at issue; all other files are drawn from it.
 *
 * <p>Fields have a fixed order, there is no white space, money is {@code {"fen":123456,"currency":"CNY"}}, times are
 * milliseconds since 1970, and the first field names the format. Only notes have the field {@code corrects} and signed amounts.
 *
 * @param json UTF-8 bytes as text
 * @param sha256 their digest in hex
 */
public record InvoiceDocument(String json, String sha256) {
    static final String FORMAT = "xisuan-invoice/1";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public static InvoiceDocument of(Invoice invoice) {
        ObjectNode root = NODES.objectNode();
        root.put("format", FORMAT);
        root.put("number", invoice.number());
        root.put("issuedAtMillis", invoice.issuedAt().toEpochMilli());
        content(root, invoice.content());
        String json = root.toString();
        return new InvoiceDocument(json, Sha256.hex(json));
    }

    /** Returns a draft's document: all but number and instant. Its digest is what a review signs. */
    public static InvoiceDocument ofDraft(InvoiceDraft draft) {
        ObjectNode root = NODES.objectNode();
        root.put("format", FORMAT);
        content(root, draft);
        String json = root.toString();
        return new InvoiceDocument(json, Sha256.hex(json));
    }

    /** Returns the digest that a review signs. */
    public static String draftDigest(InvoiceDraft draft) {
        return ofDraft(draft).sha256();
    }

    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static void content(ObjectNode root, InvoiceDraft draft) {
        root.put("kind", draft.kind().name());
        draft.corrects().ifPresent(correction -> {
            ObjectNode node = root.putObject("corrects");
            node.put("number", correction.number());
            node.put("family", correction.family().name());
            node.put("cause", correction.cause());
        });
        parties(root, draft);
        root.put("contract", draft.contract().value());
        root.put("period", draft.period().toString());
        root.set("gross", money(draft.gross()));
        root.set("subsidy", money(draft.subsidy()));
        root.set("payableNow", money(draft.payableNow()));
        root.set("expectedLater", money(draft.expectedLaterTotal()));
        root.set("net", money(draft.net()));
        root.set("tax", money(draft.tax()));
        root.putRawValue("lines", new RawValue(LineJson.of(draft.lines())));
        ArrayNode vat = root.putArray("vat");
        draft.vat().forEach(line -> vat(vat.addObject(), line));
        programmes(root, draft);
        if (!draft.grounds().isEmpty()) {
            GroundNodes.write(root.putArray("grounds"), draft.grounds());
        }
        ObjectNode journal = root.putObject("journal");
        journal.put("fromSeq", draft.journal().fromSeq());
        journal.put("toSeq", draft.journal().toSeq());
        journal.put("hash", draft.journal().hash());
        journal.put("bookDigest", draft.journal().bookDigest());
        draft.journal().bookRoot().ifPresent(bookRoot -> journal.put("bookRoot", bookRoot));
    }

    private static void parties(ObjectNode root, InvoiceDraft draft) {
        ObjectNode seller = root.putObject("seller");
        seller.put("supplier", draft.seller().supplier().value());
        seller.put("nameZh", draft.seller().nameZh());
        seller.put("nameEn", draft.seller().nameEn());
        draft.seller().creditCode().ifPresent(code -> seller.put("creditCode", code));
        draft.seller().address().ifPresent(address -> seller.put("address", address));
        ObjectNode buyer = root.putObject("buyer");
        buyer.put("tenant", draft.buyer().tenant().value());
        buyer.put("nameZh", draft.buyer().nameZh());
        buyer.put("nameEn", draft.buyer().nameEn());
        draft.buyer().creditCode().ifPresent(code -> buyer.put("creditCode", code));
        draft.buyer().address().ifPresent(address -> buyer.put("address", address));
    }

    private static void vat(ObjectNode node, VatLine line) {
        node.put("rate", rate(line.rate()));
        node.set("gross", money(line.gross()));
        node.set("net", money(line.net()));
        node.set("tax", money(line.tax()));
    }

    private static void programmes(ObjectNode root, InvoiceDraft draft) {
        ArrayNode payments = root.putArray("voucherPayments");
        for (VoucherPayment payment : draft.voucherPayments()) {
            ObjectNode node = payments.addObject();
            node.put("programme", payment.programme().value());
            node.put("voucher", payment.voucher().value());
            node.put("voucherNumber", payment.voucherNumber());
            node.set("amount", money(payment.amount()));
        }
        ArrayNode reimbursements = root.putArray("expectedReimbursements");
        for (ExpectedReimbursement expected : draft.expectedLater()) {
            ObjectNode node = reimbursements.addObject();
            node.put("programme", expected.programme().value());
            node.put("payer", expected.payer());
            node.put("likelyMonth", expected.likelyMonth().toString());
            node.set("amount", money(expected.amount()));
        }
        ArrayNode notConfirmed = root.putArray("notConfirmed");
        for (UnconfirmedSubsidy unconfirmed : draft.notConfirmed()) {
            ObjectNode node = notConfirmed.addObject();
            node.put("programme", unconfirmed.programme().value());
            node.put("missing", unconfirmed.missing());
        }
    }

    private static ObjectNode money(Money money) {
        return NODES.objectNode()
                .put("fen", money.fen())
                .put("currency", money.currency().name());
    }

    private static String rate(Rate rate) {
        return rate.value().toString();
    }
}
