using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevFlow.Dashboard.Addresses;

internal static class AddressExtensions
{
    /// <summary>Listens on all addresses, on loopback alone.</summary>
    /// <exception cref="InvalidOperationException">An address is not one of loopback.</exception>
    public static void UseAddresses(this WebApplicationBuilder builder, DashboardOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Url, nameof(options.Url), Address.Pages, HttpProtocols.Http1);
            // Without TLS nothing says which version of HTTP is spoken, so that each has an address of its own.
            kestrel.Listen(options.OtlpGrpcUrl, nameof(options.OtlpGrpcUrl), Address.OtlpGrpc, HttpProtocols.Http2);
            kestrel.Listen(options.OtlpHttpUrl, nameof(options.OtlpHttpUrl), Address.OtlpHttp, HttpProtocols.Http1);
            if (options.PrometheusUrl is { } url)
                kestrel.Listen(url, nameof(options.PrometheusUrl), Address.Prometheus, HttpProtocols.Http1);
        });
        builder.Services.AddSingleton<MatcherPolicy, AddressPolicy>();
    }

    /// <summary>
    /// What an address has not, it has not: nobody is sent to sign in there. To be used before who looks is asked.
    /// </summary>
    public static void UseAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetAddress() == Address.Pages || context.GetEndpoint() is not null)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>Serves the endpoint at this address, and not among the pages.</summary>
    public static TBuilder OnlyAt<TBuilder>(this TBuilder endpoint, Address address)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AddressMetadata(address));

    /// <summary>The address that the request came by.</summary>
    public static Address GetAddress(this HttpContext context) => context.Features.GetRequiredFeature<AddressFeature>().Address;

    private static void Listen(this KestrelServerOptions kestrel, string url, string setting, Address address, HttpProtocols protocols)
    {
        var feature = new AddressFeature(address);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || !uri.IsLoopback)
            throw new InvalidOperationException($"{DashboardOptions.DefaultSection}:{setting} is '{url}'; the dashboard listens on loopback alone: give an address such as http://localhost:{(uri is null ? 18888 : uri.Port)}.");

        if (IPAddress.TryParse(uri.DnsSafeHost, out var ip))
            kestrel.Listen(ip, uri.Port, Use);
        else
            kestrel.ListenLocalhost(uri.Port, Use);

        void Use(ListenOptions listen)
        {
            listen.Protocols = protocols;
            listen.Use(next => connection =>
            {
                connection.Features.Set(feature);
                return next(connection);
            });
        }
    }
}
