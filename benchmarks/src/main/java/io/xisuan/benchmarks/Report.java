package io.xisuan.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Format;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.Table;
import java.io.PrintWriter;
import java.util.Map;

/** The result of a run: a table for people, and one line of JSON below it for programs. */
record Report(String name, Parameters parameters, Map<String, String> machine, Run.Measured measured) {
    void print(PrintWriter out) {
        Output output = new Output(out, Format.TABLE, 0);
        output.say("%s on %s".formatted(name, machine));
        output.say("parameters: " + parameters.shown());
        output.print(measured, table());
        measured.notes().forEach(output::say);
        out.print(json() + "\n");
        out.flush();
    }

    private Table table() {
        Table.Builder table = Table.of(
                Column.name("metric", "metric"),
                Column.number("value", "value"),
                Column.name("unit", "unit"),
                Column.name("rounds", "lowest to highest round"),
                Column.number("bar", "bar"),
                Column.name("holds", "holds"));
        for (Figure figure : measured.figures()) {
            table.row(
                    figure.metric(),
                    figure.value(),
                    figure.unit(),
                    figure.spread()
                            .map(spread -> spread.low().toPlainString() + " to "
                                    + spread.high().toPlainString()),
                    figure.bar().map(Bar::value),
                    figure.holds().map(holds -> holds ? "yes" : "no"));
        }
        return table.build();
    }

    private String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", name);
        ObjectNode options = root.putObject("parameters");
        parameters.shown().forEach(options::put);
        ObjectNode facts = root.putObject("machine");
        machine.forEach(facts::put);
        ArrayNode results = root.putArray("results");
        measured.figures().forEach(figure -> result(results.addObject(), figure));
        ArrayNode notes = root.putArray("notes");
        measured.notes().forEach(notes::add);
        return root.toString();
    }

    private static void result(ObjectNode node, Figure figure) {
        node.put("metric", figure.metric());
        node.put("value", figure.value());
        node.put("unit", figure.unit());
        node.putNull("bar");
        node.putNull("holds");
        figure.bar().ifPresent(bar -> node.put("bar", bar.value()));
        figure.holds().ifPresent(holds -> node.put("holds", holds));
        figure.spread().ifPresent(spread -> {
            node.put("low", spread.low());
            node.put("high", spread.high());
        });
    }
}
