using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Hides secrets in what a resource is started with. What it makes may be shown.</summary>
internal sealed class Masking(KnownSecrets secrets)
{
    /// <param name="name">The variable.</param>
    /// <param name="value">As the model has it: what it is made of tells more than its text.</param>
    /// <param name="text">As the resource is given it.</param>
    public VariableView Variable(string name, object value, string text)
    {
        var isSecret = secrets.AddBehind(value);
        var isNamed = SecretNames.Hide(name, text);
        // The resource may write it anywhere. An address of the model is no secret, whatever its resource is called.
        if (isNamed && text.Length >= SecretForms.Shortest && value is not (EndpointReference or EndpointReferenceExpression))
            secrets.Add(text);
        return new(name, isSecret || isNamed || IsSecret(text) ? null : text);
    }

    /// <summary>A command line as a person reads it. Whether an argument is secret is told by itself, by its name, or by the one before it.</summary>
    public string Arguments(IEnumerable<(object Value, string Text)> arguments)
    {
        var words = new List<string>();
        var isNamed = false;
        foreach (var (value, text) in arguments)
        {
            words.Add(Argument(value, text, isNamed));
            isNamed = text.StartsWith('-') && !text.Contains('=') && SecretNames.Contains(text);
        }

        return string.Join(' ', words);
    }

    private string Argument(object value, string text, bool isNamedSecret)
    {
        var isSecret = secrets.AddBehind(value);
        if (!isSecret && text.Split('=', 2) is [var name, var assigned] && SecretNames.Hide(name, assigned) && !IsSecret(name))
            return $"{name}={SecretMask.Stars}";
        return isSecret || isNamedSecret || IsSecret(text) ? SecretMask.Stars : text;
    }

    private bool IsSecret(string text) =>
        Passwords.In(text).Any() || (text.StartsWith('{') && SecretNames.Contains(text)) || secrets.Now.IsIn(text);
}
