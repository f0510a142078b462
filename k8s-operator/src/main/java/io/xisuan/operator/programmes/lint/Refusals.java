package io.xisuan.operator.programmes.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.manifest.ManifestProblem;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.manifest.YamlDocument;
import io.xisuan.operator.translate.FieldProblem;
import io.xisuan.operator.translate.ProgrammeTranslation;
import io.xisuan.operator.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything for which the program would refuse a definition.
 *
 * <p>Reading stops at a rule that it does not understand. Here that rule is made unknown and reading starts again, until
 * nothing is left to complain about.
 */
final class Refusals {
    private static final int MOST = 100;
    private static final String MISSING =
            "write {value: ..., source: ..., confidence: A}, {none: true, source: ..., confidence: A} or {unknown: \"what has to be found out\"}";
    private static final String CHANGE = "change it; docs/user/programmes.md says what this rule takes";
    private final ManifestReader reader;
    private final Draft draft;
    private final Set<String> told = new TreeSet<>();

    Refusals(ManifestReader reader, Draft draft) {
        this.reader = reader;
        this.draft = draft;
    }

    void find() {
        YamlDocument document = draft.document();
        for (int i = 0; i < MOST; i++) {
            List<ManifestProblem> problems = problems(document);
            List<RulePath> rules = problems.stream()
                    .map(problem -> RulePath.of(problem.field()))
                    .flatMap(Optional::stream)
                    .toList();
            problems.forEach(this::tell);
            if (rules.isEmpty()) {
                return;
            }
            document = Draft.mended(document, rules);
        }
    }

    private List<ManifestProblem> problems(YamlDocument document) {
        List<ManifestProblem> problems = new ArrayList<>();
        Optional<Manifests> read = reader.resource(document, problems);
        if (problems.isEmpty()) {
            read.map(Manifests::programmes).stream()
                    .flatMap(List::stream)
                    .map(programme -> refusal(document, programme))
                    .flatMap(Optional::stream)
                    .forEach(problems::add);
        }
        return problems;
    }

    private static Optional<ManifestProblem> refusal(YamlDocument document, VoucherProgramme programme) {
        return switch (ProgrammeTranslation.translation(programme)) {
            case Translation.Done<?> done -> Optional.empty();
            case Translation.Refused<?>(FieldProblem problem) ->
                Optional.of(document.problem(problem.field(), problem.problem()));
        };
    }

    private void tell(ManifestProblem problem) {
        if (told.add(problem.field() + problem.problem())) {
            draft.add(Finding.Severity.ERROR, problem.field(), problem.problem(), todo(problem));
        }
    }

    private String todo(ManifestProblem problem) {
        if (problem.problem().startsWith("is missing")) {
            return RulePath.of(problem.field()).isPresent()
                    ? MISSING
                    : "write it; docs/user/programmes.md lists what belongs there";
        }
        if (problem.problem().contains("no rate") || problem.problem().contains("is no share")) {
            return "write a part of one: \"0.30\" for 30 %";
        }
        if (problem.problem().contains("source and confidence")) {
            return "add source: \"document and place\" and confidence: A, B, C or HOUSE";
        }
        if (problem.problem().startsWith("write exactly one")) {
            return "keep the one that the text gives: %s".formatted(answers(problem.field()));
        }
        return CHANGE;
    }

    private String answers(String field) {
        JsonNode rule = RulePath.of(field)
                .map(path -> draft.document()
                        .tree()
                        .path("spec")
                        .path("versions")
                        .path(path.version())
                        .path(path.group())
                        .path(path.rule()))
                .orElse(draft.document().tree());
        List<String> answers = new ArrayList<>();
        for (String answer : List.of("value", "none", "unknown")) {
            if (rule.has(answer)) {
                answers.add(answer);
            }
        }
        return answers.isEmpty() ? "value, none or unknown" : String.join(" or ", answers);
    }
}
