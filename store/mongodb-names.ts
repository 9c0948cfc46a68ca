/** Names MongoDB has. Only refusals read them: they say whether a MongoDB server would have understood. */
export const mongodbNames: ReadonlySet<string> = new Set(
  `
  $all $size $type $mod $where $text $expr $jsonSchema $geoWithin $geoIntersects $near $nearSphere $regex $options
  $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $comment $rand $natural $meta $slice $elemMatch
  $rename $mul $pop $pullAll $bit $position $sort $each $timestamp $ $[]
  $bucket $bucketAuto $changeStream $collStats $densify $documents $fill $geoNear $graphLookup $indexStats $lookup $out
  $redact $replaceRoot $replaceWith $sample $search $set $setWindowFields $sortByCount $unionWith $unset $vectorSearch
  $accumulator $bottom $bottomN $lastN $maxN $median $minN $percentile $stdDevPop $stdDevSamp $top
  $abs $allElementsTrue $anyElementTrue $arrayToObject $binarySize $bsonSize $ceil $cmp $concatArrays $convert
  $dateAdd $dateDiff $dateFromParts $dateFromString $dateSubtract $dateToParts $dateTrunc $dayOfMonth $dayOfWeek
  $dayOfYear $exp $first $firstN $floor $function $getField $hour $indexOfArray $indexOfBytes $indexOfCP $isArray
  $isNumber $isoDayOfWeek $isoWeek $isoWeekYear $last $let $ln $log $log10 $ltrim $max $maxN $millisecond $min $minute
  $mod $month $objectToArray $pow $range $reduce $regexFind $regexFindAll $regexMatch $replaceAll $replaceOne
  $reverseArray $round $rtrim $second $setDifference $setEquals $setField $setIntersection $setIsSubset $setUnion
  $sin $cos $tan $slice $sortArray $split $sqrt $strcasecmp $strLenBytes $strLenCP $substr $substrBytes $sum $avg
  $switch $toBool $toDate $toDecimal $toDouble $toInt $toLong $toLower $toObjectId $toString $toUpper $trim $trunc
  $unsetField $week $year $zip $push $addToSet $count $mergeObjects $cond
  $$NOW $$CLUSTER_TIME $$REMOVE $$DESCEND $$PRUNE $$KEEP $$USER_ROLES $$CURRENT
  collation let hint max min returnKey showRecordId tailable awaitData noCursorTimeout allowPartialResults oplogReplay
  arrayFilters bypassDocumentValidation explain sampleRate encryptionInformation stmtIds
  capped size max timeseries expireAfterSeconds clusteredIndex changeStreamPreAndPostImages validator validationLevel
  validationAction indexOptionDefaults viewOn pipeline storageEngine autoIndexId flags encryptedFields
  sparse hidden weights default_language language_override textIndexVersion 2dsphereIndexVersion bits wildcardProjection
  prepareUnique commitQuorum authorizedCollections sort requestResumeToken resumeAfter startAt
  text 2d 2dsphere hashed wildcard txnNumber startTransaction autocommit linearizable snapshot
  abortTransaction commitTransaction applyOps authenticate saslStart saslContinue collMod compact connectionStatus
  convertToCapped createUser currentOp dataSize dbHash dbStats dropUser features fsync getCmdLineOpts getLog getParameter
  grantRolesToUser hostInfo killAllSessions killOp killSessions listCommands logRotate logout mapReduce profile
  refreshSessions reIndex renameCollection replSetGetStatus rolesInfo serverStatus setParameter shutdown
  startSession top updateUser usersInfo validate whatsmyuri bulkWrite
  decimal timestamp symbol javascript undefined minKey maxKey dbPointer regex
`
    .trim()
    .split(/\s+/),
);
