namespace Tieline.Server.Storage;

/// <summary>A piece of work that waits in the writer's queue for its turn and its caller for the answer.</summary>
internal abstract class QueuedWork
{
    /// <summary>Tells the caller that the work failed and left nothing behind.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>Statements that are carried out together or not at all.</summary>
internal sealed class StatementUnit(IReadOnlyList<Statement> statements) : QueuedWork
{
    private readonly TaskCompletionSource<int[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Statement> Statements { get; } = statements;

    public Task<int[]> Answer => _answer.Task;

    public void Succeed(int[] changedRows) => _answer.TrySetResult(changedRows);

    public override void Fail(Exception exception) => _answer.TrySetException(exception);

    /// <summary>Compares the rows found with the rows expected.</summary>
    public static void Check(Statement statement, int changedRows)
    {
        if (statement.ExpectedRows is { } expected && expected != changedRows)
        {
            throw new StaleWriteException(statement.Sql, expected, changedRows);
        }
    }
}

/// <summary>EF work that has the writer for itself while it runs.</summary>
internal sealed class ContextUnit<T>(Func<TielineDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) : ContextUnit
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override async Task RunAsync(IDatabaseEngine engine)
    {
        try
        {
            _answer.TrySetResult(await InTransactionAsync(engine, work, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _answer.TrySetCanceled(cancellationToken);
        }
    }

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}

internal abstract class ContextUnit : QueuedWork
{
    public abstract Task RunAsync(IDatabaseEngine engine);

    /// <summary>Runs EF work and saves it in one transaction; the token is heard until the commit begins, not after.</summary>
    public static async Task<T> InTransactionAsync<T>(
        IDatabaseEngine engine, Func<TielineDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var context = engine.CreateWritingContext();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(context, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
