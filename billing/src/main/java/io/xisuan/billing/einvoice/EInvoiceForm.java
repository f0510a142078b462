package io.xisuan.billing.einvoice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.einvoice.EInvoiceRequest.Line;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.rendering.SheetCell;
import io.xisuan.billing.rendering.SheetTable;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests as files: JSON of the format {@code xisuan-einvoice-request/1}, and one table with a row for each line, which people copy
 * into the platform's own import form. Both have the same fields; docs/user/documents.md lists them.
 */
public final class EInvoiceForm {
    private static final List<String> CHINESE = List.of(
            "账单编号", "发票类型", "原蓝字发票号码", "销售方名称", "销售方税号", "购买方名称", "购买方税号", "行号", "项目名称", "规格型号", "单位", "数量", "单价", "金额",
            "税率", "税额", "合计金额", "合计税额", "价税合计", "价税合计大写", "备注");
    private static final List<String> ENGLISH = List.of(
            "document",
            "kind",
            "original",
            "seller",
            "sellerTaxNumber",
            "buyer",
            "buyerTaxNumber",
            "line",
            "item",
            "specification",
            "unit",
            "quantity",
            "unitPrice",
            "amount",
            "rate",
            "tax",
            "totalAmount",
            "totalTax",
            "total",
            "totalCapitals",
            "remark");

    private EInvoiceForm() {}

    /** Returns the requests as indented JSON that ends in a line feed; amounts are fen. */
    public static String json(List<EInvoiceRequest> requests) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", "xisuan-einvoice-request/1");
        ArrayNode all = root.putArray("requests");
        requests.forEach(request -> write(all.addObject(), request));
        return root.toPrettyString() + "\n";
    }

    private static void write(ObjectNode node, EInvoiceRequest request) {
        node.put("document", request.document());
        node.put("kind", request.red() ? "RED" : "BLUE");
        request.original().ifPresent(original -> node.put("original", original.digits()));
        ObjectNode seller = node.putObject("seller");
        seller.put("name", request.seller().nameZh());
        request.seller().creditCode().ifPresent(code -> seller.put("taxNumber", code));
        ObjectNode buyer = node.putObject("buyer");
        buyer.put("name", request.buyer().nameZh());
        request.buyer().creditCode().ifPresent(code -> buyer.put("taxNumber", code));
        ArrayNode lines = node.putArray("lines");
        request.lines().forEach(line -> write(lines.addObject(), line));
        node.set("amount", money(request.net()));
        node.set("tax", money(request.tax()));
        node.set("total", money(request.gross()));
        node.put("totalCapitals", request.capitals());
        node.put("remark", request.remark());
    }

    private static void write(ObjectNode node, Line line) {
        node.put("item", line.item());
        node.put("specification", line.specification());
        node.put("unit", line.unit());
        line.quantity().ifPresent(quantity -> node.put("quantity", quantity.toPlainString()));
        line.unitPrice().ifPresent(price -> node.put("unitPrice", price.toPlainString()));
        node.set("amount", money(line.net()));
        node.put("rate", decimal(line.rate()).toPlainString());
        node.set("tax", money(line.tax()));
    }

    private static ObjectNode money(Money money) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("fen", money.fen())
                .put("currency", money.currency().name());
    }

    private static BigDecimal decimal(Rate rate) {
        return new BigDecimal(rate.formatted().replace(" %", "")).movePointLeft(2);
    }

    /** Returns the requests as one table; what belongs to a whole request is repeated on each of its rows. */
    public static SheetTable table(List<EInvoiceRequest> requests, Language language) {
        List<List<SheetCell>> rows = new ArrayList<>();
        for (EInvoiceRequest request : requests) {
            for (int i = 0; i < request.lines().size(); i++) {
                rows.add(row(request, i + 1, language));
            }
        }
        return new SheetTable(
                language.of("开票申请", "Requests"),
                switch (language) {
                    case ZH -> CHINESE;
                    case EN -> ENGLISH;
                },
                rows);
    }

    private static List<SheetCell> row(EInvoiceRequest request, int number, Language language) {
        Line line = request.lines().get(number - 1);
        return List.of(
                SheetCell.of(request.document()),
                SheetCell.of(request.red() ? language.of("红字", "RED") : language.of("蓝字", "BLUE")),
                SheetCell.of(request.original().map(EInvoiceNumber::digits).orElse("")),
                SheetCell.of(request.seller().nameZh()),
                SheetCell.of(request.seller().creditCode().orElse("")),
                SheetCell.of(request.buyer().nameZh()),
                SheetCell.of(request.buyer().creditCode().orElse("")),
                SheetCell.of(number),
                SheetCell.of(line.item()),
                SheetCell.of(line.specification()),
                SheetCell.of(line.unit()),
                line.quantity().map(SheetCell::of).orElse(SheetCell.of("")),
                line.unitPrice().map(SheetCell::of).orElse(SheetCell.of("")),
                SheetCell.of(line.net()),
                SheetCell.of(decimal(line.rate())),
                SheetCell.of(line.tax()),
                SheetCell.of(request.net()),
                SheetCell.of(request.tax()),
                SheetCell.of(request.gross()),
                SheetCell.of(request.capitals()),
                SheetCell.of(request.remark()));
    }
}
