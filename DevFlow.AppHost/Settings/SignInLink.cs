using System.Buffers.Text;
using System.Security.Cryptography;

namespace DevFlow.AppHost;

/// <summary>
/// Where people's accounts are kept here, whoever sees the console of the app host is let in as the administrator, by a link that works once. What stands behind
/// the # is not sent when the page is asked for, and so is in no log.
/// </summary>
internal sealed class SignInLink
{
    private const int CodeLength = 32;

    private readonly string _address;

    private SignInLink(string address, IResourceBuilder<ParameterResource> code)
    {
        _address = address;
        Code = code;
    }

    public IResourceBuilder<ParameterResource> Code { get; }

    /// <returns>Null where there is none: where accounts are hosted, and in what is published.</returns>
    public static SignInLink? Add(IDistributedApplicationBuilder builder, Platform platform)
    {
        if (builder.ExecutionContext.IsPublishMode || !platform.Runs.Stores)
            return null;
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeLength));
        return new($"http://localhost:{platform.Port(Ports.LocalUi)}/#sign-in={code}", builder.AddParameter("sign-in-code", () => code, secret: true));
    }

    public void Print() => Console.WriteLine($"sign in, once: {_address}");
}
