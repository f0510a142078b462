package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.operator.loop.Preview;
import io.xisuan.operator.loop.Supposition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code whatif}: the present queue planned twice, as things are and as they would be. */
@Command(
        name = "whatif",
        description = {
            "Plans the present queue twice by the operator's own planning, as things are and as they would be: who starts when and where,",
            "and what is payable, side by side. Nothing is changed. Start times are expectations: they hang on how long jobs really run."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan whatif --add-devices east:nvidia-h800-80g=16",
            "  xisuan whatif --drain east-h800-1 --job train.yaml",
            "  xisuan whatif --price west:nvidia-h800-80g=9.50 --remove-site east"
        })
public final class WhatIfCommand implements Runnable {
    @Mixin
    private OutlookOption ground = new OutlookOption();

    @Mixin
    private SuppositionOptions options = new SuppositionOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--changed", description = "Only jobs of which something is different.")
    private boolean changedOnly;

    @Mixin
    private Progress progress = new Progress();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    /** Both plans, as JSON shows them. */
    record Result(List<WhatIfPage.Shown> jobs, List<String> stopsNow, List<String> stopsThen, List<String> problems) {}

    private record Both(Preview now, Preview then) {}

    @Override
    public void run() {
        List<Supposition> suppositions = options.all();
        Both both = ground.ask(outlook -> new Both(outlook.preview(), outlook.preview(suppositions)), progress);
        print(both);
    }

    private void print(Both both) {
        Language language = output.language();
        List<WhatIfPage.Shown> jobs = WhatIfPage.shown(both.now(), both.then()).stream()
                .filter(job -> !changedOnly || job.changed())
                .toList();
        List<String> problems = both.then().problems().stream()
                .filter(problem -> !both.now().problems().contains(problem))
                .toList();
        output.print(
                new Result(jobs, names(both.now().stops()), names(both.then().stops()), problems),
                new WhatIfPage(language).table(jobs));
        if (!both.then().stops().isEmpty()) {
            output.output()
                    .say(language.of("假设下会被停止、移动或缩放的运行中作业：", "Running jobs that would be stopped, moved or resized: ")
                            + WhatIfPage.touched(both.then().stops()));
        }
        problems.forEach(problem -> spec.commandLine().getErr().println("xisuan: " + problem));
    }

    private static List<String> names(List<Preview.Touched> touched) {
        return touched.stream()
                .map(each ->
                        "%s/%s".formatted(each.job().namespace(), each.job().name()))
                .toList();
    }
}
