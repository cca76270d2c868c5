using System.Text;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Injecting;

/// <summary>Puts secrets into the places that a template has for them.</summary>
internal static class Injection
{
    /// <summary>The text with every secret in its place.</summary>
    /// <exception cref="ProblemsException">The template cannot be read, or not every secret can be had: nothing is given then.</exception>
    public static async Task<string> FillAsync(Template template, SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>(template.Problems);
        var values = new Dictionary<(string, SecretReference?), string?>();
        var text = new StringBuilder();
        foreach (var part in template.Parts)
        {
            if (part.Key is not { } key)
            {
                text.Append(part.Text);
                continue;
            }

            if (!values.TryGetValue((key, part.Reference), out var value))
                values[(key, part.Reference)] = value = await ReadAsync(part, key, workspace, problems, cancellationToken);
            text.Append(value);
        }

        return problems.Count == 0
            ? text.ToString()
            : throw new ProblemsException(
                "not every secret of the template can be had, and nothing is written", "'devflow explain KEY' says what each source answers",
                [.. problems.OrderBy(problem => Places.Parse(problem.Where))]);
    }

    private static async Task<string?> ReadAsync(
        TemplatePart part, string key, SecretsWorkspace workspace, List<Problem> problems, CancellationToken cancellationToken)
    {
        try
        {
            return (await workspace.Resolver.GetAsync(key, part.Reference, cancellationToken)).Reveal();
        }
        catch (SecretNotFoundException missing)
        {
            var step = missing.Steps.FirstOrDefault(step => part.Reference is not null && step.Source == SecretSourceNames.OnePassword)
                ?? missing.Steps.First(step => step.Source == SecretSourceNames.DotEnv);
            problems.Add(new Problem(part.Where, $"no source has {key}: {step.Source}: {step.Detail}", step.Remedy, ExitCodes.Of(missing.Steps)));
        }
        catch (SecretRefusedException refused)
        {
            problems.Add(new Problem(part.Where, $"{key}: {refused.Step.Source}: {refused.Step.Detail}", refused.Step.Remedy, ExitCodes.Of([refused.Step])));
        }

        return null;
    }
}
