using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Where the dashboard listens: for browsers, for telemetry, and for who collects metrics.</summary>
internal sealed record DashboardAddresses(DashboardAddress Page, DashboardAddress OtlpGrpc, DashboardAddress OtlpHttp, DashboardAddress? Prometheus)
{
    public IEnumerable<DashboardAddress> All => Prometheus is null ? [Page, OtlpGrpc, OtlpHttp] : [Page, OtlpGrpc, OtlpHttp, Prometheus];

    /// <summary>The same with free ports in the place of any port, or of every port.</summary>
    /// <param name="every">Whether every port is to be a free one, whatever is asked for.</param>
    /// <param name="taken">Ports that are free and promised to others.</param>
    public DashboardAddresses WithFreePorts(bool every, ISet<int> taken)
    {
        return new(Free(Page), Free(OtlpGrpc), Free(OtlpHttp), Prometheus is null ? null : Free(Prometheus));

        DashboardAddress Free(DashboardAddress address) => every || address.Port == 0 ? address with { Port = Ports.Free(taken) } : address;
    }
}
