package io.xisuan.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who reads what the program prints: a person at a terminal, or a file and another program.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param colours whether that terminal takes colours: NO_COLOR is not set (no-color.org) and TERM is not {@code dumb}
 * @param width the cells of its lines by COLUMNS, or 80
 */
public record Terminal(boolean out, boolean err, boolean colours, int width) {
    /** Nobody looks: no colours, and no line that is written over. */
    public static final Terminal NONE = new Terminal(false, false, false, Terminal.USUAL_WIDTH);

    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;

    public Terminal {
        if (width < NARROWEST) {
            width = NARROWEST;
        }
    }

    /** Returns what this process has; the launcher says it in the property {@code xisuan.terminals}, as {@code 12} for both outputs. */
    public static Terminal ofProcess(Map<String, String> environment) {
        String told = System.getProperty("xisuan.terminals", "?");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        String columns = environment.getOrDefault("COLUMNS", "");
        int width = columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
        return new Terminal(is(told, 1), is(told, 2), !plain, width);
    }

    private static boolean is(String told, int descriptor) {
        return told.equals("?") ? isLinked(descriptor) : told.contains(Integer.toString(descriptor));
    }

    /** On Linux the descriptor's link names the terminal; elsewhere nobody is told to look. */
    private static boolean isLinked(int descriptor) {
        try {
            String to = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return to.startsWith("/dev/pts/") || to.startsWith("/dev/tty") || to.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
