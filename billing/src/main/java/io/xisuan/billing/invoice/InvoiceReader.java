package io.xisuan.billing.invoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Currency;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a stored document back into the invoice that it was written from. What was read must give the same bytes again, so
 * that nothing is skipped, guessed or reordered.
 */
public final class InvoiceReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private InvoiceReader() {}

    /**
     * Returns the invoice.
     *
     * @throws InputException when the text is of another format, lacks a field, or has anything that this version does not write
     */
    public static Invoice read(String json) {
        Invoice invoice = read(json, InvoiceReader::invoice);
        requireSame(InvoiceDocument.of(invoice), json, invoice.number());
        return invoice;
    }

    /**
     * Returns the draft that was written by {@link InvoiceDocument#ofDraft}.
     *
     * @throws InputException as {@link #read(String)}
     */
    public static InvoiceDraft readDraft(String json) {
        InvoiceDraft draft = read(json, InvoiceReader::content);
        requireSame(InvoiceDocument.ofDraft(draft), json, "a draft of " + draft.contract());
        return draft;
    }

    private static <T> T read(String json, Function<JsonNode, T> reading) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!text(root, "format").equals(InvoiceDocument.FORMAT)) {
                throw InputException.of("The invoice has the format \"%s\"; this version reads %s"
                        .formatted(text(root, "format"), InvoiceDocument.FORMAT));
            }
            return reading.apply(root);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw InputException.of("The stored document is no invoice: %s".formatted(e.getMessage()));
        }
    }

    private static void requireSame(InvoiceDocument written, String json, String name) {
        if (!written.json().equals(json)) {
            throw InputException.of(
                    "The document of %s has more or other text than its invoice: it was changed".formatted(name));
        }
    }

    private static Invoice invoice(JsonNode root) {
        return new Invoice(text(root, "number"), Instant.ofEpochMilli(number(root, "issuedAtMillis")), content(root));
    }

    private static InvoiceDraft content(JsonNode root) {
        JsonNode seller = field(root, "seller");
        JsonNode buyer = field(root, "buyer");
        return new InvoiceDraft(
                InvoiceKind.valueOf(text(root, "kind")),
                new Seller(
                        new SupplierId(text(seller, "supplier")),
                        text(seller, "nameZh"),
                        text(seller, "nameEn"),
                        maybe(seller, "creditCode"),
                        maybe(seller, "address")),
                new Buyer(
                        new TenantId(text(buyer, "tenant")),
                        text(buyer, "nameZh"),
                        text(buyer, "nameEn"),
                        maybe(buyer, "creditCode"),
                        maybe(buyer, "address")),
                new ContractId(text(root, "contract")),
                BillingPeriod.parse(text(root, "period")),
                list(root, "lines", InvoiceReader::line),
                list(root, "vat", InvoiceReader::vat),
                list(root, "voucherPayments", InvoiceReader::payment),
                list(root, "expectedReimbursements", InvoiceReader::expected),
                list(root, "notConfirmed", InvoiceReader::unconfirmed),
                journal(field(root, "journal")),
                root.has("corrects") ? Optional.of(correction(field(root, "corrects"))) : Optional.empty(),
                root.has("grounds") ? list(root, "grounds", GroundNodes::read) : List.of());
    }

    private static Correction correction(JsonNode node) {
        return new Correction(
                text(node, "number"), Correction.Family.valueOf(text(node, "family")), text(node, "cause"));
    }

    private static InvoiceLine line(JsonNode node) {
        JobId job = new JobId(text(node, "namespace"), text(node, "job"), text(node, "jobUid"));
        long deviceMillis = number(node, "deviceMillis");
        return new InvoiceLine(
                new AttemptKey(job, Math.toIntExact(number(node, "attempt"))),
                Component.valueOf(text(node, "component")),
                new SiteId(text(node, "site")),
                AcceleratorModel.parse(text(node, "model")),
                text(node, "tariffVersion"),
                text(node, "tier"),
                text(node, "funding"),
                LocalDate.parse(text(node, "day")),
                new DeviceMillis(Math.abs(deviceMillis)),
                new HourlyPrice(number(node, "microsPerDeviceHour")),
                money(node, "gross"),
                money(node, "subsidy"),
                money(node, "customer"),
                money(node, "reimbursable"),
                rate(node, "vatRate"),
                money(node, "tax"),
                deviceMillis < 0);
    }

    private static VatLine vat(JsonNode node) {
        return new VatLine(rate(node, "rate"), money(node, "gross"), money(node, "net"), money(node, "tax"));
    }

    private static VoucherPayment payment(JsonNode node) {
        return new VoucherPayment(
                new ProgrammeId(text(node, "programme")),
                new VoucherId(text(node, "voucher")),
                text(node, "voucherNumber"),
                money(node, "amount"));
    }

    private static ExpectedReimbursement expected(JsonNode node) {
        return new ExpectedReimbursement(
                new ProgrammeId(text(node, "programme")),
                text(node, "payer"),
                BillingPeriod.parse(text(node, "likelyMonth")),
                money(node, "amount"));
    }

    private static UnconfirmedSubsidy unconfirmed(JsonNode node) {
        return new UnconfirmedSubsidy(new ProgrammeId(text(node, "programme")), text(node, "missing"));
    }

    private static JournalReference journal(JsonNode node) {
        return new JournalReference(
                number(node, "fromSeq"),
                number(node, "toSeq"),
                text(node, "hash"),
                text(node, "bookDigest"),
                maybe(node, "bookRoot"));
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        List<T> items = new ArrayList<>();
        field(node, name).forEach(item -> items.add(read.apply(item)));
        return items;
    }

    private static Money money(JsonNode node, String name) {
        JsonNode money = field(node, name);
        return new Money(number(money, "fen"), Currency.valueOf(text(money, "currency")));
    }

    static Rate rate(JsonNode node, String name) {
        String text = text(node, name);
        int slash = text.indexOf('/');
        return slash < 0
                ? new Rate(new Rational(new BigInteger(text), BigInteger.ONE))
                : new Rate(new Rational(
                        new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1))));
    }

    private static Optional<String> maybe(JsonNode node, String name) {
        return node.has(name) ? Optional.of(text(node, name)) : Optional.empty();
    }

    static String text(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"%s\" is no text".formatted(name));
        }
        return value.textValue();
    }

    static long number(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("\"%s\" is no whole number".formatted(name));
        }
        return value.longValue();
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("\"%s\" is missing".formatted(name));
        }
        return value;
    }
}
