using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli;

/// <summary>Runs a command and turns whatever goes wrong into a message with a hint, and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Talk.Error(error.Message);
            var command = parsed.CommandResult.Command == root ? "" : $" {parsed.CommandResult.Command.Name}";
            Talk.Hint($"'devflow{command} --help' shows how it is used");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (SecretNotFoundException fault)
        {
            Talk.Error(fault.Message);
            return ExitCodes.NotFound;
        }
        catch (SecretAccessDeniedException fault)
        {
            Talk.Error(fault.Message);
            return ExitCodes.Denied;
        }
        catch (SettingException fault)
        {
            Talk.Error(fault.Message);
            return ExitCodes.CheckFailed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Talk.Error(fault.Message);
            return ExitCodes.CheckFailed;
        }
        catch (OperationCanceledException)
        {
            // 128 + SIGINT, as a shell reports it.
            return ExitCodes.Interrupted;
        }
    }
}
