package io.xisuan.cli.operations;

import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.operator.loop.Outlook;
import io.xisuan.operator.loop.Preview;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code queue}: the jobs that wait, in the scheduler's order, each with why and when. */
@Command(
        name = "queue",
        description = {
            "Shows the jobs that wait in the order in which the scheduler looks at them: whose, how large, why each waits, and when it is",
            "expected to start (~ where later jobs may still delay it). Planned anew from cluster, store and journal by the operator's",
            "own planning; nothing is changed."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan queue"})
public final class QueueCommand implements Runnable {
    @Mixin
    private OutlookOption ground = new OutlookOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private Progress progress = new Progress();

    @Override
    public void run() {
        Preview now = ground.ask(Outlook::preview, progress);
        List<QueuePage.Shown> lines = QueuePage.shown(now);
        output.print(lines, new QueuePage(output.language()).table(lines));
    }
}
