using DevFlow.Dashboard;

// Console.In reads synchronously, whatever it is asked: nothing could stop it before a line comes.
using var input = new StreamReader(Console.OpenStandardInput());
await DashboardApplication.Create(args, input, Console.Out).RunAsync();
