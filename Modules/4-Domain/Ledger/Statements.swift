internal import SQLite

/// Every statement of the writer, prepared once at opening. The names stand in errors.
final class Statements {
    // jobs
    let jobByToken, insertJob, job, setJobState, addToJob, finishJob, unfinishJob, jobOrder, setJobTurn, setJobPriority: SQLiteStatement
    // documents
    let documentByDigest, insertDocument, insertBody, document, updateDocument: SQLiteStatement
    // jobs and documents
    let jobDocument, insertJobDocument, jobsOfDocument, jobHasDocument, unfinishedOfJob, unfinishedOfJobFrom, retriableOfJob, setGivenUp: SQLiteStatement
    let isWanted: SQLiteStatement
    // tasks
    let task, insertTask, endTask, killTask, blameTask, reopenTask, openTasksOf, stoppedTasksOf, ready, readyTask: SQLiteStatement
    let firstTurn, lastTurn, orderTasksOf, raiseTasksOf, wantedPriority: SQLiteStatement
    let insertLease, deleteLease, leases: SQLiteStatement
    // results
    let insertReport, putSample, extraction, putExtraction, putLines, putClaimPack, deleteClaimPack: SQLiteStatement
    let insertClaim, oldClaims, forgetOldClaims, deleteClaim, word, insertWord, cellHasClaims, deleteCell, cell, insertCell, engine, insertEngine: SQLiteStatement
    // corrections
    let correctionByToken, insertCorrection, setCorrectionBody, correction: SQLiteStatement
    let cells: CellStatements
    // the whole
    let origin, tokenOfJob: SQLiteStatement
    let counters, setCounters, putSetting, putHistory, trimHistory: SQLiteStatement

    init(_ db: SQLiteConnection, path: String) throws(SQLiteError) {
        jobByToken = try db.prepare("jobs.byToken", "SELECT id FROM jobs WHERE token = ?")
        insertJob = try db.prepare("jobs.insert", "INSERT INTO jobs(token, label, state, created_at, priority, owner) VALUES(?, ?, 0, ?, ?, ?)")
        jobOrder = try db.prepare("jobs.order", "SELECT priority, turn, owner FROM jobs WHERE id = ?")
        setJobTurn = try db.prepare("jobs.turn", "UPDATE jobs SET turn = ?2 WHERE id = ?1")
        setJobPriority = try db.prepare("jobs.priority", "UPDATE jobs SET priority = ?2, turn = 0 WHERE id = ?1")
        job = try db.prepare("jobs.get", "SELECT \(JobRow.columns) FROM jobs WHERE id = ?")
        setJobState = try db.prepare("jobs.state", "UPDATE jobs SET state = ?2, finished_at = ?3 WHERE id = ?1")
        addToJob = try db.prepare(
            "jobs.add",
            """
            UPDATE jobs SET documents = documents + ?2, known = known + ?3, done = done + ?4, failed = failed + ?5,
                cancelled = cancelled + ?6, reports = reports + ?7, observations = observations + ?8 WHERE id = ?1
            """)
        finishJob = try db.prepare(
            "jobs.finish",
            """
            UPDATE jobs SET finished_at = ?2
            WHERE id = ?1 AND state = 1 AND finished_at IS NULL AND documents = done + failed + cancelled
            """)
        unfinishJob = try db.prepare(
            "jobs.unfinish",
            """
            UPDATE jobs SET finished_at = NULL
            WHERE id = ?1 AND state = 1 AND finished_at IS NOT NULL AND documents > done + failed + cancelled
            """)

        documentByDigest = try db.prepare("documents.byDigest", "SELECT id, \(DocumentRow.columns) FROM documents WHERE sha256 = ?")
        insertDocument = try db.prepare(
            "documents.insert", "INSERT INTO documents(id, sha256, name, bytes, state, open) VALUES(?, ?, ?, ?, 0, 1)")
        insertBody = try db.prepare("documents.body", "INSERT INTO document_bodies(document, packing, body) VALUES(?, ?, ?)")
        document = try db.prepare("documents.get", "SELECT id, \(DocumentRow.columns) FROM documents WHERE id = ?")
        updateDocument = try db.prepare(
            "documents.update",
            "UPDATE documents SET state = ?2, open = ?3, dead = ?4, cancelled = ?5, reports = ?6, observations = ?7 WHERE id = ?1")

        jobDocument = try db.prepare(
            "job_documents.get",
            "SELECT d.sha256, j.known FROM job_documents j JOIN documents d ON d.id = j.document WHERE j.job = ? AND j.position = ?")
        insertJobDocument = try db.prepare(
            "job_documents.insert", "INSERT INTO job_documents(job, position, document, known) VALUES(?, ?, ?, ?)")
        jobsOfDocument = try db.prepare(
            "job_documents.jobs", "SELECT job, count(*) FROM job_documents WHERE document = ? AND given_up = 0 GROUP BY job")
        jobHasDocument = try db.prepare(
            "job_documents.has", "SELECT 1 FROM job_documents WHERE document = ? AND job = ? LIMIT 1")
        unfinishedOfJob = try db.prepare(
            "job_documents.unfinished",
            """
            SELECT j.document, count(*) FROM job_documents j JOIN documents d ON d.id = j.document
            WHERE j.job = ? AND j.given_up = 0 AND d.state = 0 GROUP BY j.document
            """)
        unfinishedOfJobFrom = try db.prepare(
            "job_documents.unfinishedFrom",
            """
            SELECT j.position, j.document FROM job_documents j CROSS JOIN documents d ON d.id = j.document
            WHERE j.job = ? AND j.position >= ? AND j.given_up = 0 AND d.state = 0 ORDER BY j.position LIMIT ?
            """)
        retriableOfJob = try db.prepare(
            "job_documents.retriable",
            """
            SELECT j.document, sum(j.given_up) FROM job_documents j JOIN documents d ON d.id = j.document
            WHERE j.job = ? AND (j.given_up = 1 OR d.state IN (2, 3)) GROUP BY j.document
            """)
        setGivenUp = try db.prepare("job_documents.giveUp", "UPDATE job_documents SET given_up = ?3 WHERE job = ?1 AND document = ?2 AND given_up <> ?3")
        isWanted = try db.prepare(
            "job_documents.wanted",
            """
            SELECT 1 FROM job_documents r JOIN jobs j ON j.id = r.job
            WHERE r.document = ? AND r.given_up = 0 AND j.state <> 2 LIMIT 1
            """)

        task = try db.prepare(
            "tasks.get",
            "SELECT t.state, t.attempts, t.crashes, l.task IS NOT NULL, t.priority, t.turn FROM tasks t LEFT JOIN leases l ON l.task = t.id WHERE t.id = ?")
        insertTask = try db.prepare("tasks.insert", "INSERT INTO tasks(id, stage, state, priority, turn) VALUES(?, ?, 0, ?, ?)")
        endTask = try db.prepare("tasks.end", "UPDATE tasks SET state = ?2, code = NULL, message = NULL, died_at = NULL WHERE id = ?1")
        killTask = try db.prepare("tasks.kill", "UPDATE tasks SET state = 2, attempts = attempts + 1, code = ?2, message = ?3, died_at = ?4 WHERE id = ?1")
        blameTask = try db.prepare(
            "tasks.blame", "UPDATE tasks SET attempts = attempts + 1, crashes = crashes + ?2, code = ?3, message = ?4 WHERE id = ?1")
        reopenTask = try db.prepare(
            "tasks.reopen",
            """
            UPDATE tasks SET state = 0, attempts = 0, crashes = 0, code = NULL, message = NULL, died_at = NULL, priority = ?2, turn = ?3
            WHERE id = ?1
            """)
        openTasksOf = try db.prepare(
            "tasks.openOf",
            "SELECT t.id, l.task IS NOT NULL FROM tasks t LEFT JOIN leases l ON l.task = t.id WHERE t.id BETWEEN ? AND ? AND t.state = 0")
        stoppedTasksOf = try db.prepare("tasks.stoppedOf", "SELECT id, state FROM tasks WHERE id BETWEEN ? AND ? AND state IN (2, 3)")
        ready = try db.prepare(
            "tasks.ready",
            """
            SELECT \(ReadyRow.columns) FROM tasks t INDEXED BY tasks_open \(ReadyRow.joins)
            WHERE t.stage = ? AND t.priority = ? AND t.state = 0 AND (t.turn, t.id) > (?, ?)
                AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.task = t.id)
            ORDER BY t.turn, t.id LIMIT ?
            """)
        readyTask = try db.prepare(
            "tasks.readyTask", "SELECT \(ReadyRow.columns) FROM tasks t \(ReadyRow.joins) WHERE t.id = ? AND t.state = 0")
        firstTurn = try db.prepare("tasks.firstTurn", "SELECT min(turn) FROM tasks WHERE stage = ? AND priority = ? AND state = 0")
        lastTurn = try db.prepare("tasks.lastTurn", "SELECT max(turn) FROM tasks WHERE stage = ? AND priority = ? AND state = 0")
        orderTasksOf = try db.prepare(
            "tasks.order", "UPDATE tasks SET priority = ?3, turn = ?4 WHERE id BETWEEN ?1 AND ?2 AND state = 0 AND priority <> ?3")
        raiseTasksOf = try db.prepare(
            "tasks.raise", "UPDATE tasks SET priority = ?3, turn = ?4 WHERE id BETWEEN ?1 AND ?2 AND state = 0 AND priority > ?3")
        wantedPriority = try db.prepare(
            "job_documents.priority",
            """
            SELECT min(j.priority) FROM job_documents r JOIN jobs j ON j.id = r.job
            WHERE r.document = ? AND r.given_up = 0 AND j.state <> 2
            """)
        insertLease = try db.prepare(
            "leases.put", "INSERT OR REPLACE INTO leases(task, token, worker, attempt, granted_at) VALUES(?, ?, ?, ?, ?)")
        deleteLease = try db.prepare("leases.delete", "DELETE FROM leases WHERE task = ?")
        leases = try db.prepare("leases.all", "SELECT task, token, worker, attempt, granted_at FROM leases ORDER BY task")

        insertReport = try db.prepare(
            "reports.insert", "INSERT INTO reports(task, city, year, bytes, packing, body) VALUES(?, ?, ?, ?, ?, ?)")
        putSample = try db.prepare("samples.put", "INSERT OR REPLACE INTO samples(kind, body) VALUES(?, ?)")
        extraction = try db.prepare("extractions.get", "SELECT observations FROM extractions WHERE task = ?")
        putExtraction = try db.prepare(
            "extractions.put",
            "INSERT OR REPLACE INTO extractions(task, engine, observations, rejections, first_claim, claims) VALUES(?, ?, ?, ?, ?, ?)")
        putLines = try db.prepare("lines.put", "INSERT OR REPLACE INTO observation_lines(task, packing, body) VALUES(?, ?, ?)")
        putClaimPack = try db.prepare("claim_packs.put", "INSERT OR REPLACE INTO claim_packs(task, packing, body) VALUES(?, ?, ?)")
        deleteClaimPack = try db.prepare("claim_packs.delete", "DELETE FROM claim_packs WHERE task = ?")
        insertClaim = try db.prepare("claims.insert", "INSERT OR IGNORE INTO claims(cell, task, body) VALUES(?, ?, ?)")
        oldClaims = try db.prepare("old_claims.get", "SELECT cell FROM old_claims WHERE task = ?")
        forgetOldClaims = try db.prepare("old_claims.delete", "DELETE FROM old_claims WHERE task = ?")
        deleteClaim = try db.prepare("claims.delete", "DELETE FROM claims WHERE cell = ? AND task = ?")
        word = try db.prepare("words.get", "SELECT id FROM words WHERE text = ?")
        insertWord = try db.prepare("words.insert", "INSERT INTO words(text) VALUES(?)")
        cellHasClaims = try db.prepare("claims.any", 
            """
            SELECT 1 FROM claims WHERE cell = ?1 UNION ALL
            SELECT 1 FROM cells c JOIN words w ON w.id = c.city JOIN words i ON i.id = c.indicator
                JOIN corrections r ON r.city = w.text AND r.year = c.year AND r.indicator = i.text WHERE c.id = ?1 LIMIT 1
            """)
        deleteCell = try db.prepare("cells.delete", "DELETE FROM cells WHERE id = ?")
        cell = try db.prepare("cells.get", CellStatements.find)
        insertCell = try db.prepare("cells.insert", "INSERT INTO cells(city, year, indicator) VALUES(?, ?, ?)")
        engine = try db.prepare("engines.get", "SELECT id FROM engines WHERE engine = ? AND codebook = ?")
        insertEngine = try db.prepare("engines.insert", "INSERT INTO engines(engine, codebook) VALUES(?, ?)")

        correctionByToken = try db.prepare("corrections.byToken", "SELECT id, body FROM corrections WHERE token = ?")
        insertCorrection = try db.prepare(
            "corrections.insert", "INSERT INTO corrections(token, city, year, indicator, body) VALUES(?, ?, ?, ?, x'')")
        setCorrectionBody = try db.prepare("corrections.body", "UPDATE corrections SET body = ?2 WHERE id = ?1")
        correction = try db.prepare("corrections.get", "SELECT id, body FROM corrections WHERE id = ?")
        cells = try CellStatements(db, path: path)

        origin = try db.prepare(
            "documents.origin",
            """
            SELECT d.name, d.sha256, (SELECT j.job FROM job_documents j WHERE j.document = d.id ORDER BY j.job LIMIT 1)
            FROM documents d WHERE d.id = ?
            """)
        tokenOfJob = try db.prepare("jobs.token", "SELECT token FROM jobs WHERE id = ?")
        counters = try db.prepare("counters.get", "SELECT \(LedgerCounters.columns) FROM counters")
        setCounters = try db.prepare("counters.set", "UPDATE counters SET (\(LedgerCounters.columns)) = (\(LedgerCounters.marks))")
        putHistory = try db.prepare(
            "history.put", "INSERT OR REPLACE INTO history(minute, \(LedgerHistory.columns)) VALUES(?, \(LedgerHistory.marks))")
        trimHistory = try db.prepare("history.trim", "DELETE FROM history WHERE minute < ? OR minute > ?")
        putSetting = try db.prepare("settings.put", "INSERT OR REPLACE INTO settings(name, value) VALUES(?, ?)")
    }
}
