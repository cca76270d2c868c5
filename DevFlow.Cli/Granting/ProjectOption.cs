using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Granting;

/// <summary>The project whose grants a command is about.</summary>
internal static class ProjectOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--project") { Description = "The project.", HelpName = "PROJECT", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && VaultNames.ProblemOfProject(token.Value) is { } problem)
                result.AddError($"--project {problem}");
        });
        return option;
    }

    public static string PathOf(string project) => $"api/v1/projects/{project}/grants";
}
