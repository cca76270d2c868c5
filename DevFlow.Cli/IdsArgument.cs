using System.CommandLine;

namespace DevFlow.Cli;

/// <summary>The ids that a command is about. Arrays of values are not checked by the parser, which makes zeros of what it cannot read.</summary>
internal static class IdsArgument
{
    public static Argument<Guid[]> Create(string description) => new("ID")
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var ids = new List<Guid>();
            foreach (var token in result.Tokens)
            {
                if (Guid.TryParse(token.Value, out var id))
                    ids.Add(id);
                else
                    result.AddError($"'{token.Value}' is no id, such as 01938f5e-0000-7000-8000-000000000000");
            }

            return [.. ids];
        },
    };
}
