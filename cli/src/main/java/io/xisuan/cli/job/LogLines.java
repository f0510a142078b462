package io.xisuan.cli.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Prints logs of several workers line by line, each with its rank where there is more than one; lines of two workers are never mixed.
 * Safe for many threads.
 */
final class LogLines {
    private final PrintWriter out;
    private final boolean ranks;

    LogLines(PrintWriter out, boolean ranks) {
        this.out = out;
        this.ranks = ranks;
    }

    /**
     * Prints until the text ends.
     *
     * @throws IOException when the connection breaks
     */
    void copy(int rank, InputStream text) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            print(rank, line);
            line = lines.readLine();
        }
    }

    private synchronized void print(int rank, String line) {
        out.print((ranks ? "[rank %d] ".formatted(rank) : "") + line + "\n");
        out.flush();
    }
}
