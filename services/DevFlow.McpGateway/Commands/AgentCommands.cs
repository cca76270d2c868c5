using System.Text.RegularExpressions;
using DevFlow.Secrets;
using ModelContextProtocol;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DevFlow.McpGateway.Commands;

/// <summary>
/// The commands that agents may have run, from <c>config/agent-commands.yaml</c> beside the catalog. Without the file there are none; with a fault in it, none
/// either. It is read for each call, so that a change counts at once.
/// </summary>
internal sealed partial class AgentCommands(SecretsWorkspace workspace)
{
    public const string FileName = "agent-commands.yaml";

    private const int LongestTimeout = 600;
    private const int LeastOutput = 1024;
    private const int MostOutput = 1024 * 1024;

    private static readonly IDeserializer _yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build();

    private string Path => System.IO.Path.Combine(workspace.Root, "config", FileName);

    /// <exception cref="McpException">There is no file, or it cannot be understood; all of its faults are named.</exception>
    public IList<AgentCommand> Read()
    {
        try
        {
            var commands = _yaml.Deserialize<AgentCommandFile?>(File.ReadAllText(Path))?.Commands ?? [];
            List<string> problems = [.. commands.SelectMany(ProblemsOf), .. Doubles(commands.OfType<AgentCommand>())];
            return problems.Count == 0 ? [.. commands.OfType<AgentCommand>()] : throw new McpException($"config/{FileName} is not as it should be, and nothing is run: {string.Join("; ", problems)}.");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new McpException($"No command may be run by agents here: there is no config/{FileName}. A person writes one; docs/mcp.md says how.", fault);
        }
        catch (YamlException fault)
        {
            throw new McpException($"config/{FileName} cannot be read, and nothing is run: line {fault.Start.Line}, column {fault.Start.Column}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new McpException($"config/{FileName} cannot be read, and nothing is run ({fault.GetType().Name}).", fault);
        }
    }

    // What is empty in the file is null here, whatever the types say.
    private IEnumerable<string> ProblemsOf(AgentCommand? command, int index)
    {
        if (command is null)
        {
            yield return $"the entry {index + 1} is empty";
            yield break;
        }

        if (string.IsNullOrEmpty(command.Name))
            yield return $"the entry {index + 1} has no name";
        else if (!NameForm().IsMatch(command.Name))
            yield return $"'{command.Name}' is no name (lower-case letters, digits and dashes)";
        if (command.Argv is not { Count: > 0 } || command.Argv.Any(word => word is null) || command.Argv[0].Length == 0)
            yield return $"{command.Name}: argv names no program";
        if (command.TimeoutSeconds is < 1 or > LongestTimeout)
            yield return $"{command.Name}: timeoutSeconds is 1 to {LongestTimeout}";
        if (command.OutputBytes is < LeastOutput or > MostOutput)
            yield return $"{command.Name}: outputBytes is {LeastOutput} to {MostOutput}";
        if (command.Secrets is null || command.Secrets.Any(string.IsNullOrEmpty))
            yield return $"{command.Name}: secrets is empty, or has an empty line (leave it out where none is needed)";
        foreach (var key in (command.Secrets ?? []).Where(key => !string.IsNullOrEmpty(key) && !workspace.Catalog.TryGet(key, out _)))
            yield return $"{command.Name}: the catalog lists no {key}";
    }

    private static IEnumerable<string> Doubles(IEnumerable<AgentCommand> commands) =>
        commands.Where(command => command.Name is not null).GroupBy(command => command.Name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands there twice");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();
}
