package io.xisuan.billing.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.VoucherId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Grounds as the document holds them: short, since most lines have one. A line that a grant does not pay for is its number alone; what
 * bounded it is named only where something did.
 */
final class GroundNodes {
    private GroundNodes() {}

    static void write(ArrayNode target, List<Ground> grounds) {
        for (Ground ground : grounds) {
            ObjectNode node = target.addObject();
            node.put("programme", ground.programme().value());
            node.put("voucher", ground.voucher().value());
            node.put("rule", ground.rule());
            ground.rate().ifPresent(rate -> node.put("rate", rate.value().toString()));
            node.put("base", ground.base().name());
            node.put("validFromMillis", ground.validity().startMillis());
            node.put("validUntilMillis", ground.validity().endMillis());
            ArrayNode lines = node.putArray("lines");
            for (Ground.Part part : ground.parts()) {
                if (ground.rate().isPresent()) {
                    write(lines.addObject(), part);
                } else {
                    lines.add(part.line());
                }
            }
        }
    }

    private static void write(ObjectNode node, Ground.Part part) {
        node.put("line", part.line());
        node.put("countedFen", part.counted().fen());
        node.put("evaluatedFen", part.evaluated().fen());
        node.put("givenFen", part.given().fen());
        if (part.bound() != Bound.NONE) {
            node.put("bound", part.bound().name());
        }
    }

    static Ground read(JsonNode node) {
        List<Ground.Part> parts = new ArrayList<>();
        InvoiceReader.field(node, "lines").forEach(line -> parts.add(part(line)));
        return new Ground(
                new ProgrammeId(InvoiceReader.text(node, "programme")),
                new VoucherId(InvoiceReader.text(node, "voucher")),
                InvoiceReader.text(node, "rule"),
                node.has("rate") ? Optional.of(InvoiceReader.rate(node, "rate")) : Optional.<Rate>empty(),
                VatBasis.valueOf(InvoiceReader.text(node, "base")),
                new Interval(
                        InvoiceReader.number(node, "validFromMillis"), InvoiceReader.number(node, "validUntilMillis")),
                parts);
    }

    private static Ground.Part part(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Ground.Part.nothing(node.intValue());
        }
        return new Ground.Part(
                Math.toIntExact(InvoiceReader.number(node, "line")),
                Money.ofFen(InvoiceReader.number(node, "countedFen")),
                Money.ofFen(InvoiceReader.number(node, "evaluatedFen")),
                Money.ofFen(InvoiceReader.number(node, "givenFen")),
                node.has("bound") ? Bound.valueOf(InvoiceReader.text(node, "bound")) : Bound.NONE);
    }
}
