package io.xisuan.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents say can be followed: links lead somewhere, files that are named exist, and commands are understood by the program. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w/.-])((?:docs|deploy|benchmarks)/[\\w./-]*[\\w-]\\.(?:md|yaml|yml|json|csv|sh))\\b");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$");
    private static final Pattern ASSIGNMENT = Pattern.compile("^[A-Z_]+=.*");

    /** Around what may be left out. */
    private static final Pattern BRACKETS = Pattern.compile("^\\[+|]+$");

    private static final Pattern FENCE = Pattern.compile("^\\s*```(\\w*)");

    /** Fences that hold no commands of a shell. */
    private static final Set<String> OTHER = Set.of("yaml", "json", "text", "csv", "java", "toml", "promql", "ini");

    private record Line(Path file, int number, String text) {
        String says(String what) {
            return "%s:%d: %s".formatted(SourceTree.ROOT.relativize(file), number, what);
        }
    }

    @Test
    void every_link_leads_somewhere() throws Exception {
        List<String> findings = new ArrayList<>();
        int links = 0;
        for (Line line : lines()) {
            Matcher link = LINK.matcher(line.text());
            while (link.find()) {
                links++;
                broken(line.file(), link.group(1)).map(line::says).ifPresent(findings::add);
            }
        }
        assertThat(findings).isEmpty();
        assertThat(links).isPositive();
    }

    @Test
    void every_file_that_is_named_exists() throws Exception {
        List<String> findings = new ArrayList<>();
        for (Line line : lines()) {
            Matcher named = NAMED.matcher(line.text());
            while (named.find()) {
                if (!Files.exists(SourceTree.ROOT.resolve(named.group(1)))) {
                    findings.add(line.says(named.group(1) + " is not there"));
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void every_command_is_understood_by_the_program() throws Exception {
        List<String> findings = new ArrayList<>();
        TreeMap<String, Line> commands = new TreeMap<>();
        for (Line line : fenced()) {
            for (List<String> words : ShellLine.of(line.text()).commands()) {
                ours(words).ifPresent(ours -> commands.putIfAbsent(String.join("\u0000", ours), line));
            }
        }
        CommandLines program = new CommandLines();
        commands.forEach((joined, line) -> refused(program, List.of(joined.split("\u0000", -1)))
                .map(line::says)
                .ifPresent(findings::add));
        assertThat(findings).isEmpty();
        assertThat(commands).hasSizeGreaterThan(50);
    }

    @Test
    void a_command_that_leaves_out_what_must_be_given_is_found() {
        CommandLines program = new CommandLines();
        assertThat(refused(program, List.of("site", "reclaim", "east"))).isNotEmpty();
        assertThat(refused(program, List.of("site", "reclaim", "east", "..."))).isEmpty();
        assertThat(refused(program, List.of("why"))).isNotEmpty();
    }

    /** Returns what is wrong with a link, if anything. */
    private static Optional<String> broken(Path file, String target) throws Exception {
        if (target.startsWith("http://") || target.startsWith("https://") || target.startsWith("mailto:")) {
            return Optional.empty();
        }
        String[] parts = target.split("#", 2);
        Path named = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        if (!Files.exists(named)) {
            return Optional.of("the link to %s leads nowhere".formatted(target));
        }
        boolean there = parts.length < 2 || headings(named).contains(parts[1]);
        return there ? Optional.empty() : Optional.of("%s has no heading #%s".formatted(parts[0], parts[1]));
    }

    /** The anchors of a document, as GitHub and Gitee make them of headings. */
    private static Set<String> headings(Path file) throws Exception {
        Set<String> anchors = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                anchors.add(heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .strip()
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }

    /** Returns the arguments where a command runs our program. */
    private static Optional<List<String>> ours(List<String> words) {
        List<String> rest = words.stream()
                .dropWhile(word -> word.equals("$")
                        || word.equals("sudo")
                        || ASSIGNMENT.matcher(word).matches())
                .toList();
        if (rest.size() > 1 && rest.get(0).equals("kubectl") && rest.get(1).equals("xisuan")) {
            return Optional.of(rest.subList(2, rest.size()));
        }
        boolean ours =
                !rest.isEmpty() && (rest.get(0).equals("xisuan") || rest.get(0).equals("./xisuan"));
        return ours ? Optional.of(rest.subList(1, rest.size())) : Optional.empty();
    }

    /** Returns what is wrong with the words after the program's name; where the document leaves words out, they may be those that must be given. */
    private static Optional<String> refused(CommandLines program, List<String> words) {
        List<String> given = words.stream()
                .map(word ->
                        word.equals("...") ? "--help" : BRACKETS.matcher(word).replaceAll(""))
                .toList();
        return program.mistake(given).map(mistake -> "xisuan %s: %s".formatted(String.join(" ", words), mistake));
    }

    private static List<Line> fenced() throws Exception {
        List<Line> fenced = new ArrayList<>();
        for (Path file : documents()) {
            boolean inside = false;
            boolean shell = false;
            StringBuilder joined = new StringBuilder();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher fence = FENCE.matcher(lines.get(i));
                if (fence.find()) {
                    inside = !inside;
                    shell = inside && !OTHER.contains(fence.group(1));
                } else if (shell && lines.get(i).endsWith("\\")) {
                    joined.append(lines.get(i), 0, lines.get(i).length() - 1).append(' ');
                } else if (shell) {
                    String line = joined + lines.get(i);
                    // What shows its refusal may be refused.
                    if (line.contains("xisuan ") && !lines.get(i + 1).startsWith("xisuan: ")) {
                        fenced.add(new Line(file, i + 1, line));
                    }
                    joined.setLength(0);
                }
            }
        }
        return fenced;
    }

    private static List<Line> lines() throws Exception {
        List<Line> all = new ArrayList<>();
        for (Path file : documents()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                all.add(new Line(file, i + 1, lines.get(i)));
            }
        }
        return all;
    }

    /** The documents that are kept up to date; decisions are history and stay as they were. */
    private static List<Path> documents() throws Exception {
        try (Stream<Path> files = Files.walk(SourceTree.ROOT.resolve("docs"));
                Stream<Path> deploy = Files.walk(SourceTree.ROOT.resolve("deploy"));
                Stream<Path> top = Files.list(SourceTree.ROOT)) {
            return Stream.of(files, deploy, top)
                    .flatMap(stream -> stream)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/decisions/"))
                    // What builds leave behind has folders of such names too.
                    .filter(file -> !file.toString().contains("/target/") && Files.isRegularFile(file))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
