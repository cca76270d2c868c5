using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Versions;

/// <summary>Which secret of the vault a command is about: one's own, or a project's.</summary>
internal sealed class VaultSecretOptions
{
    private readonly Argument<string> _name = new("NAME") { Description = "One of your own secrets, such as github/token; with --project a key of that project, such as STRIPE_API_KEY." };
    private readonly Option<string?> _project = new("--project") { Description = "The project whose secret it is. Default: none, it is your own.", HelpName = "PROJECT" };
    private readonly Option<string> _environment = new("--environment")
    {
        Description = "The project's environment.",
        HelpName = string.Join('|', VaultNames.Environments),
        DefaultValueFactory = _ => VaultNames.Environments[0],
    };

    public VaultSecretOptions()
    {
        _environment.AcceptOnlyFromAmong([.. VaultNames.Environments]);
        _name.Validators.Add(result =>
        {
            var isOfProject = result.GetValue(_project) is not null;
            if (isOfProject && VaultNames.ProblemOfKey(result.Tokens[0].Value) is { } ofKey)
                result.AddError($"a key {ofKey}");
            if (!isOfProject && VaultNames.ProblemOfSecret(result.Tokens[0].Value) is { } ofName)
                result.AddError($"a name {ofName}");
            if (!isOfProject && result.GetResult(_environment) is { Implicit: false })
                result.AddError("--environment is a project's: add --project PROJECT");
        });
        _project.Validators.Add(result =>
        {
            if (VaultNames.ProblemOfProject(result.Tokens[0].Value) is { } problem)
                result.AddError($"--project {problem}");
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_name);
        command.Add(_project);
        command.Add(_environment);
    }

    /// <summary>As people call it.</summary>
    public string PlaceOf(ParseResult parsed) =>
        parsed.GetValue(_project) is { } project ? $"{project}/{parsed.GetRequiredValue(_environment)}/{parsed.GetRequiredValue(_name)}" : parsed.GetRequiredValue(_name);

    /// <summary>Where the engine has its versions.</summary>
    public string PathOf(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_name);
        return parsed.GetValue(_project) is { } project
            ? $"api/v1/projects/{project}/{parsed.GetRequiredValue(_environment)}/secrets/{name}/versions"
            : $"api/v1/me/secrets/{Uri.EscapeDataString(name)}/versions";
    }
}
