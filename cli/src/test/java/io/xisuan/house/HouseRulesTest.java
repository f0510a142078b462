package io.xisuan.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.manifest.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sizes, names and documents: every finding reads {@code path:line: what is wrong, what to do}. */
class HouseRulesTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;

    /** Banned text with its replacement; the text is a regular expression over one source line. */
    private static final Map<Pattern, String> BANNED = banned();

    /** The folders of samples that tests read; RefusedSamplesTest reads those that must not pass. */
    private static final List<String> READ =
            List.of("/samples/agent.yaml", "/quickstart/", "/cluster/", "/cluster-refused/", "/tariff/");

    private static final Pattern BANNED_TYPE =
            Pattern.compile("\\b(?:class|interface|record|enum) (\\w+(?:Utils?|Helper|Manager|Impl|Info|Base))\\b");
    private static final Pattern METHOD_START = Pattern.compile("^(?: {4}| {8})"
            + "(?!return|throw|new|else|case|if|for|while|switch|try|catch|record|yield|assert|super|this)"
            + "(?:(?:public|protected|private|static|final|abstract|synchronized|default) )*"
            + "(?:<[^(]+> )?(?:[\\w.<>\\[\\], ?@&]+ )?\\w+\\(.*$");
    private static final Pattern RECORD = Pattern.compile("\\brecord \\w+");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);");

    private static Map<Pattern, String> banned() {
        Map<Pattern, String> banned = new LinkedHashMap<>();
        banned.put(Pattern.compile("Thread\\.sleep\\("), "wait for the event itself, or use virtual time");
        banned.put(Pattern.compile("@Disabled\\b"), "repair the test or delete it");
        banned.put(Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b"), "do it, or say in docs what is thin");
        banned.put(Pattern.compile("\\bimport lombok\\b|org\\.mockito|net\\.jqwik"), "records; hand-written fakes");
        banned.put(Pattern.compile("\\bnew Random\\(\\)|Math\\.random\\("), "a seeded SplittableRandom");
        banned.put(Pattern.compile("\\.toLowerCase\\(\\)|\\.toUpperCase\\(\\)"), "name Locale.ROOT");
        banned.put(
                Pattern.compile("ZoneId\\.systemDefault|Charset\\.defaultCharset|Locale\\.getDefault"), "a named one");
        banned.put(Pattern.compile("\\.printStackTrace\\(\\)"), "let it pass to the one place that reports");
        banned.put(Pattern.compile("catch \\((?:Exception|Throwable) ignored\\)"), "handle it or let it pass");
        banned.put(Pattern.compile("/work/|\\.claude|/root/"), "a path of the user's machine");
        return banned;
    }

    @Test
    void no_file_is_longer_than_a_reader_keeps_in_mind() {
        List<String> findings = new ArrayList<>();
        for (Path file : SourceTree.javaFiles()) {
            int lines = SourceTree.lines(file).size();
            if (lines > FILE_LINES) {
                findings.add("%s:%d: longer than %d lines, split it by idea".formatted(name(file), lines, FILE_LINES));
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void no_method_is_longer_than_a_screen() {
        List<String> findings = new ArrayList<>();
        int methods = 0;
        for (Path file : SourceTree.javaFiles()) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (startsMethod(lines, i)) {
                    methods++;
                    int length = methodLength(lines, i);
                    if (length > METHOD_LINES) {
                        findings.add("%s:%d: a method of %d lines, at most %d: let it call what it does"
                                .formatted(name(file), i + 1, length, METHOD_LINES));
                    }
                }
            }
        }
        assertThat(methods).as("methods found").isGreaterThan(500);
        assertThat(findings).isEmpty();
    }

    @Test
    void banned_words_have_replacements() {
        List<String> findings = new ArrayList<>();
        for (Path file : SourceTree.javaFiles()) {
            if (file.endsWith("HouseRulesTest.java")) {
                continue;
            }
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                int number = i + 1;
                String line = lines.get(i);
                BANNED.forEach((pattern, replacement) -> {
                    if (pattern.matcher(line).find()) {
                        findings.add(
                                "%s:%d: %s is banned, use: %s".formatted(name(file), number, pattern, replacement));
                    }
                });
                Matcher type = BANNED_TYPE.matcher(line);
                if (type.find()) {
                    findings.add("%s:%d: %s is no noun of the business, name what it is"
                            .formatted(name(file), number, type.group(1)));
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void every_package_says_what_it_is_and_the_map_shows_it() {
        String map = SourceTree.text(SourceTree.ROOT.resolve("docs/ARCHITECTURE.md"));
        List<String> findings = new ArrayList<>();
        TreeSet<String> packages = new TreeSet<>();
        for (Path file : SourceTree.javaFiles()) {
            if (!file.toString().contains("/src/main/")) {
                continue;
            }
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info)) {
                findings.add("%s: has no package-info.java, say what the package is".formatted(name(file)));
            } else if (!SourceTree.text(info).contains("@NullMarked")) {
                findings.add("%s: is not @NullMarked".formatted(name(info)));
            }
            SourceTree.lines(file).stream()
                    .map(PACKAGE::matcher)
                    .filter(Matcher::find)
                    .forEach(m -> packages.add(m.group(1)));
        }
        packages.stream()
                .filter(p -> !map.contains("`" + p + "`"))
                .forEach(p -> findings.add("docs/ARCHITECTURE.md: the package `%s` is missing".formatted(p)));
        assertThat(findings).isEmpty();
    }

    @Test
    void documents_name_only_packages_that_exist() {
        Pattern named = Pattern.compile("`(io\\.xisuan(?:\\.[a-z0-9]+)+)`");
        String map = SourceTree.text(SourceTree.ROOT.resolve("docs/ARCHITECTURE.md"));
        List<String> sources =
                SourceTree.javaFiles().stream().map(Path::toString).toList();
        List<String> findings = new ArrayList<>();
        Matcher matcher = named.matcher(map);
        while (matcher.find()) {
            String folder = "/" + matcher.group(1).replace('.', '/') + "/";
            if (sources.stream().noneMatch(source -> source.contains(folder))) {
                findings.add("docs/ARCHITECTURE.md: `%s` does not exist".formatted(matcher.group(1)));
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void every_sample_and_programme_is_read_and_accepted() {
        List<Path> folders = List.of(
                SourceTree.ROOT.resolve("deploy/samples/quickstart"),
                SourceTree.ROOT.resolve("billing/src/main/resources/programmes"));
        long documents = folders.stream()
                .flatMap(SourceTree::walk)
                .filter(file -> file.toString().endsWith(".yaml"))
                .flatMap(file -> SourceTree.lines(file).stream())
                .filter(line -> line.startsWith("apiVersion:"))
                .count();
        assertThat(new ManifestReader().read(folders).all())
                .hasSize((int) documents)
                .hasSizeGreaterThan(100);
        new ManifestReader().read(List.of(SourceTree.ROOT.resolve("deploy/samples/cluster")));
        List<String> samples = SourceTree.walk(SourceTree.ROOT.resolve("deploy/samples"))
                .map(Path::toString)
                .filter(file -> file.endsWith(".yaml") && READ.stream().noneMatch(file::contains))
                .toList();
        assertThat(samples).as("samples that no test reads").isEmpty();
    }

    /** Says whether a method or constructor with a body begins here: its parameters close, and then a brace opens. */
    private static boolean startsMethod(List<String> lines, int at) {
        if (!METHOD_START.matcher(lines.get(at)).matches()
                || lines.get(at).contains(" = ")
                || RECORD.matcher(lines.get(at)).find()) {
            return false;
        }
        int open = 0;
        for (int i = at; i < lines.size(); i++) {
            String line = lines.get(i);
            open += (int) (line.chars().filter(c -> c == '(').count()
                    - line.chars().filter(c -> c == ')').count());
            if (open == 0 && line.endsWith("{")) {
                return true;
            }
            if (line.endsWith(";") || line.endsWith("}") || (open > 0 && line.endsWith("{"))) {
                return false;
            }
        }
        return false;
    }

    /** Counts from the signature to the brace that closes at the same indentation, as the formatter lays it out. */
    private static int methodLength(List<String> lines, int start) {
        int indent = lines.get(start).length() - lines.get(start).stripLeading().length();
        String close = " ".repeat(indent) + "}";
        for (int i = start; i < lines.size(); i++) {
            if (lines.get(i).startsWith(close)) {
                return i - start + 1;
            }
        }
        return 0;
    }

    private static String name(Path file) {
        return SourceTree.ROOT.relativize(file).toString();
    }
}
