using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DevFlow.Cli.Help;

/// <summary>The library's help, and what somebody would type.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (Examples.Of(CommandLine.NamesOf(parseResult.CommandResult.Command).TrimStart()) is { Count: > 0 } examples)
            Console.Out.Write($"Examples:\n{string.Concat(examples.Select(example => $"  {example}\n"))}");
        return exitCode;
    }
}
