package io.xisuan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/** The program as its user runs it: arguments in, exit code, output and messages out; each run forgets what the last one printed. */
public abstract class CommandTest {
    protected final StringWriter out = new StringWriter();
    protected final StringWriter err = new StringWriter();

    protected final int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        forgetProgress();
        return code;
    }

    /** On a machine that is shared anything may take more than a second; what is told of that is no part of the answer. */
    private void forgetProgress() {
        String kept = err.toString()
                .lines()
                .filter(line -> !line.matches("xisuan: .*, [0-9]+ s"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        err.getBuffer().setLength(0);
        err.append(kept);
    }

    protected final JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(out.toString());
    }
}
