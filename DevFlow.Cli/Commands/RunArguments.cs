namespace DevFlow.Cli.Commands;

/// <summary>Where the options of <c>devflow run</c> end and its program begins, when no -- says so.</summary>
internal static class RunArguments
{
    private static readonly string[] _withValue = ["--env-file", "-e", "--root"];
    private static readonly string[] _alone = ["--no-masking", "--json", "--help", "-h", "-?"];

    /// <summary>Puts -- before the program of run: what follows it is the program's, whatever it looks like.</summary>
    /// <returns>The same arguments where there is nothing to put, or where what is there is not understood.</returns>
    public static string[] Separate(string[] args)
    {
        var isRun = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (_withValue.Contains(args[i], StringComparer.Ordinal))
                i++;
            else if (IsOption(args[i]))
                continue;
            else if (args[i] is ['-', ..])
                return args;
            else if (isRun)
                return [.. args[..i], "--", .. args[i..]];
            else if (args[i] == RunCommand.Name)
                isRun = true;
            else
                return args;
        }

        return args;
    }

    private static bool IsOption(string arg) =>
        _alone.Contains(arg, StringComparer.Ordinal)
        || (arg.IndexOfAny(['=', ':']) is > 0 and var end && _withValue.Contains(arg[..end], StringComparer.Ordinal));
}
