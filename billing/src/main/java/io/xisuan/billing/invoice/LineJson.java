package io.xisuan.billing.invoice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.xisuan.model.Money;
import java.util.List;

/**
 * The lines of a document as canonical JSON, written straight as text: a close writes hundreds of thousands of them, and a tree of nodes
 * for each would take most of its time.
 */
final class LineJson {
    private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
    private static final int USUAL_LENGTH = 720;

    private final StringBuilder text;

    private LineJson(int lines) {
        text = new StringBuilder(lines * USUAL_LENGTH + 2);
    }

    /** Returns the array of all lines. */
    static String of(List<InvoiceLine> lines) {
        LineJson json = new LineJson(lines.size());
        json.text.append('[');
        for (InvoiceLine line : lines) {
            if (json.text.length() > 1) {
                json.text.append(',');
            }
            json.line(line);
        }
        return json.text.append(']').toString();
    }

    private void line(InvoiceLine line) {
        text.append('{');
        field("namespace", line.attempt().job().namespace());
        field("job", line.attempt().job().name());
        field("jobUid", line.attempt().job().uid());
        field("attempt", line.attempt().attempt());
        field("component", line.component().name());
        field("site", line.site().value());
        field("model", line.model().id());
        field("tariffVersion", line.tariffVersion());
        field("tier", line.tier());
        field("funding", line.funding());
        field("day", line.day().toString());
        field("deviceMillis", line.signedDeviceMillis());
        field("microsPerDeviceHour", line.unitPrice().microsPerDeviceHour());
        field("gross", line.gross());
        field("subsidy", line.subsidy());
        field("customer", line.customer());
        field("reimbursable", line.reimbursable());
        field("vatRate", line.vatRate().value().toString());
        field("tax", line.tax());
        text.setCharAt(text.length() - 1, '}');
    }

    private void field(String name, String value) {
        name(name).append('"');
        boolean plain = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            plain &= c >= ' ' && c != '"' && c != '\\';
        }
        if (plain) {
            text.append(value);
        } else {
            ESCAPES.quoteAsString(value, text);
        }
        text.append("\",");
    }

    private void field(String name, long value) {
        name(name).append(value).append(',');
    }

    private void field(String name, Money money) {
        name(name).append("{\"fen\":").append(money.fen()).append(",\"currency\":\"");
        text.append(money.currency().name()).append("\"},");
    }

    private StringBuilder name(String name) {
        return text.append('"').append(name).append("\":");
    }
}
