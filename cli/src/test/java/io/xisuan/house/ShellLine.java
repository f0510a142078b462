package io.xisuan.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A line of a shell as documents show it, cut into its commands and words; enough of POSIX' grammar for what documents contain. */
record ShellLine(List<List<String>> commands) {
    private static final Set<Character> ENDS = Set.of(';', '|', '&');

    ShellLine {
        commands = commands.stream().map(List::copyOf).toList();
    }

    /** Returns the commands of a line; a substitution stays one word, a comment and redirections are left out. */
    static ShellLine of(String line) {
        Reader reader = new Reader(line);
        reader.read();
        return new ShellLine(reader.commands);
    }

    /** Reads one line, character by character. */
    private static final class Reader {
        private final String line;
        private final List<List<String>> commands = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean redirects;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        void read() {
            while (at < line.length()) {
                char c = line.charAt(at);
                if (c == '#' && !inWord) {
                    break;
                }
                step(c);
                at++;
            }
            endCommand();
        }

        private void step(char c) {
            if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '$' && line.startsWith("$(", at)) {
                substitution();
            } else if (c == '<' || c == '>') {
                redirection();
            } else if (ENDS.contains(c)) {
                endCommand();
            } else if (c == ' ' || c == '\t') {
                endWord();
            } else {
                add(c);
            }
        }

        /** The number before it names the file descriptor and is no word. */
        private void redirection() {
            inWord = inWord && !word.chars().allMatch(Character::isDigit);
            endWord();
            redirects = true;
        }

        private void quoted(char quote) {
            inWord = true;
            int end = line.indexOf(quote, at + 1);
            if (end < 0) {
                throw new IllegalArgumentException("a quote that does not end: " + line);
            }
            word.append(line, at + 1, end);
            at = end;
        }

        private void substitution() {
            inWord = true;
            int depth = 0;
            do {
                char c = line.charAt(at);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                word.append(c);
                at++;
            } while (at < line.length() && (depth > 0 || word.charAt(word.length() - 1) == '$'));
            at--;
        }

        private void add(char c) {
            inWord = true;
            word.append(c);
        }

        private void endWord() {
            if (inWord && !redirects) {
                words.add(word.toString());
            }
            if (inWord) {
                redirects = false;
            }
            inWord = false;
            word.setLength(0);
        }

        private void endCommand() {
            endWord();
            redirects = false;
            if (!words.isEmpty()) {
                commands.add(words);
                words = new ArrayList<>();
            }
        }
    }
}
