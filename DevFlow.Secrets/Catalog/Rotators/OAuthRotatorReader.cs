namespace DevFlow.Secrets;

/// <summary>Reads a rotator that renews a refresh token.</summary>
internal sealed class OAuthRotatorReader(CatalogProblems problems, YamlMap root)
{
    private static readonly string[] _names =
        ["kind", "description", "timeout", "token_endpoint", "client_id", "client_secret", "client_auth", "scope", "sign_in", RotatorSteps.Test];

    private readonly RotatorMap _map = new(problems, root, "a rotator", _names);

    /// <summary>The description; null when a part of it is missing.</summary>
    public OAuthDescription? Read()
    {
        _map.Missing("token_endpoint", "write the address at which tokens are renewed, such as https://auth.example.com/oauth/token");
        _map.Missing("client_id", "write the application's id, such as \"${secret:EXAMPLE_CLIENT_ID}\"");
        _map.FindText("description", "a line of text");
        var endpoint = ReadEndpoint();
        var id = ReadTemplate("client_id");
        var secret = ReadTemplate("client_secret");
        if (secret is not null && !secret.Names.Any())
            _map.Error("rotator-plain-value", root.Find("client_secret")!, "'client_secret' is a plain value: this file is committed, and no place for one", "put the value into .env or 1Password, and ${secret:KEY} here");
        var test = _map.FindMap(RotatorSteps.Test, "{ url: \"https://api.example.com/user\" }") is { } node
            ? new HttpStepReader(problems, RotatorSteps.Test, node, new HashSet<string>(StringComparer.Ordinal) { "${access_token}", TemplateName.Secret }).Read()
            : null;
        if (test is not null && !test.Names.Any(name => name.Kind is TemplateName.AccessToken))
            _map.Error("rotator-name", root.Find(RotatorSteps.Test)!, "step 'test' does not use ${access_token}: it would test nothing of it", "send it in a header, such as Authorization: \"Bearer ${access_token}\"");
        var seconds = _map.FindNumber("timeout", 1, 60, "seconds");
        var isInBody = ReadIsInBody();
        var scope = _map.FindText("scope", "a text")?.Text;
        var signIn = _map.FindText("sign_in", "where a person signs in")?.Text;
        return endpoint is null || id is null ? null : new()
        {
            TokenEndpoint = endpoint,
            ClientId = id,
            ClientSecret = secret,
            IsInBody = isInBody,
            Scope = scope,
            SignIn = signIn,
            Test = test,
            Timeout = seconds is { } number ? TimeSpan.FromSeconds(number) : HttpRotatorDescription.DefaultTimeout,
        };
    }

    private Uri? ReadEndpoint()
    {
        if (_map.FindText("token_endpoint", "an address") is not { } text || TextTemplate.TryParse(text.Text, out _) is not { } url)
            return null;
        var problem = HttpAddress.ProblemOf(url, "token_endpoint") ?? (url.Names.Any() ? ("the token_endpoint is no whole address", "write all of it out") : default((string Message, string Remedy)?));
        if (problem is not { } wrong)
            return new(text.Text);
        _map.Error("rotator-url", text, wrong.Message, wrong.Remedy);
        return null;
    }

    private TextTemplate? ReadTemplate(string name)
    {
        if (_map.FindText(name, "a text") is not { } text)
            return null;
        if (TextTemplate.TryParse(text.Text, out var problem) is { } template && template.Names.All(one => one.Kind is TemplateName.Secret))
            return template;
        _map.Error("rotator-template", text, $"'{name}' cannot be read: {problem ?? "there is nothing but secrets of the catalog here"}", "write a text, or ${secret:KEY}");
        return null;
    }

    private bool ReadIsInBody()
    {
        if (_map.FindText("client_auth", "basic or post") is not { } text)
            return false;
        if (text.Text is not ("basic" or "post"))
            _map.Error("rotator-type", text, "'client_auth' is neither basic nor post", "write basic for a header (the default), post for the body");
        return text.Text is "post";
    }
}
