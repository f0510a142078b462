package io.xisuan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The program as its user runs it: arguments in, exit code, output and messages out; each run forgets what the last one printed. */
public abstract class CommandTest {
    protected final StringWriter out = new StringWriter();
    protected final StringWriter err = new StringWriter();

    protected final int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    protected final JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(out.toString());
    }
}
